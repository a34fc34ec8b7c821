import { Button, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Dialog } from '../../app/Dialog.tsx'
import { useGround } from '../../app/TerminalContext.tsx'
import { useFormats } from '../../app/useFormats.ts'
import { useLivePart } from '../../app/useLive.ts'
import { DialogButtons } from '../../ui/DialogFoot.tsx'
import { KeyHint } from '../../ui/KeyHint.tsx'
import { useDesk } from './DeskContext.tsx'

/** Puts the sale aside under a name, so that it is found again. */
export const ParkDialog = ({ onClose }: { onClose: () => void }) => {
  const { t } = useTranslation()
  const formats = useFormats()
  const { terminal } = useGround()
  const desk = useDesk()
  const empty = useLivePart(terminal.counter.cart, ({ lines }) => lines.length === 0)
  const [label, setLabel] = useState('')

  const submit = (event: FormEvent) => {
    event.preventDefault()
    const name = label.trim()
    void desk.park(name === '' ? formats.time(terminal.clock.now()) : name)
  }
  return (
    <Dialog opened onClose={onClose} title={t('counter.parkAsk.title')}>
      <form onSubmit={submit}>
        <TextInput
          data-autofocus
          label={t('counter.parkAsk.label')}
          description={t('counter.parkAsk.hint')}
          maxLength={60}
          value={label}
          onChange={(event) => setLabel(event.currentTarget.value)}
        />
        <DialogButtons>
          <Button variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button type="submit" disabled={empty} rightSection={<KeyHint keys="Enter" />}>
            {t('counter.park')}
          </Button>
        </DialogButtons>
      </form>
    </Dialog>
  )
}
