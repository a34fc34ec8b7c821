import { TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { freeCode } from '../../../../shared/codes.ts'
import { Dialog } from '../../../app/Dialog.tsx'
import { type NameFault, nameFault } from '../../../app/nameFault.ts'
import { NotSaved } from '../../../app/NotSaved.tsx'
import { useGround } from '../../../app/TerminalContext.tsx'
import type { Place } from '../../../app/terminal.ts'
import { useLive } from '../../../app/useLive.ts'
import { FormButtons } from '../../../ui/FormButtons.tsx'
import { useNoScans } from '../../counter/useNoScans.ts'
import goods from '../goods/Goods.module.css'

/** A new location, or another name for one. A new one has the time zone of this place: a shop has few, and most are near. */
export const LocationDialog = ({ location, onClose }: { location: Place | null; onClose: () => void }) => {
  const { t } = useTranslation()
  const { questions, terminal } = useGround()
  const shop = useLive(terminal.shop)
  const [name, setName] = useState(location?.name ?? '')
  const [wrong, setWrong] = useState<NameFault | null>(null)
  const save = useMutation({
    mutationFn: questions.saveLocation,
    onSuccess: (isSaved) => {
      if (!isSaved) return
      notifications.show({
        message: t('locations.saved', { name: name.trim() }),
        closeButtonProps: { 'aria-label': t('common.close') },
      })
      onClose()
    },
  })
  useNoScans()
  // Nobody could tell two of one name apart, and there is no taking one away: goods have moved there.
  const others = shop.locations.filter(({ code }) => code !== location?.code)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const typed = name.trim()
    const fault = nameFault(
      typed,
      others.map((other) => other.name),
    )
    setWrong(fault)
    if (save.isPending || fault !== null) return
    const taken = shop.locations.map(({ code }) => code)
    save.mutate({
      code: location?.code ?? freeCode(typed, taken, 'cn'),
      isNew: location === null,
      name: typed,
      timeZone: location?.timeZone ?? shop.location?.timeZone ?? 'Asia/Ho_Chi_Minh',
    })
  }
  return (
    <Dialog
      opened
      onClose={onClose}
      size={560}
      title={location === null ? t('locations.add') : t('locations.renameOne', { name: location.name })}
    >
      <form className={goods.form} onSubmit={submit} noValidate>
        <TextInput
          label={t('locations.name')}
          description={
            location === null ? `${t('locations.nameHint')}. ${t('locations.newHint')}` : t('locations.nameHint')
          }
          error={wrong !== null && t(`locations.wrong.${wrong}`)}
          required
          data-autofocus
          autoComplete="off"
          value={name}
          onChange={(event) => {
            setWrong(null)
            setName(event.currentTarget.value)
          }}
        />
        <FormButtons submit={t('common.save')} isPending={save.isPending} onClose={onClose}>
          <NotSaved
            error={save.error}
            isTaken={save.data === false}
            title={t('locations.taken')}
            text={t('locations.takenText')}
          />
        </FormButtons>
      </form>
    </Dialog>
  )
}
