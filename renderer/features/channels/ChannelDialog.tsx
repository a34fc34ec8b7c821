import { SegmentedControl, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { freeCode } from '../../../shared/codes.ts'
import { defaultTtlSeconds } from '../../../shared/protocol/commands.ts'
import { Dialog } from '../../app/Dialog.tsx'
import { type NameFault, nameFault } from '../../app/nameFault.ts'
import { NotSaved } from '../../app/NotSaved.tsx'
import type { BoardChannel, ChannelKind } from '../../app/questions.ts'
import { useGround } from '../../app/TerminalContext.tsx'
import { FormButtons } from '../../ui/FormButtons.tsx'
import { readWhole } from '../../ui/wholeNumber.ts'
import { WholeNumberInput } from '../../ui/WholeNumberInput.tsx'
import { useNoScans } from '../counter/useNoScans.ts'
import { boardKey } from './boardKey.ts'
import classes from './ChannelSide.module.css'
import { holdMinutes, minutesOf, secondsOf } from './holdMinutes.ts'
import { kindOf } from './words.ts'

/** What is no counter; a counter comes with the shop, and stays one. */
const kinds: readonly ChannelKind[] = ['web', 'marketplace', 'phone']

interface Props {
  /** null: a new one. */
  readonly channel: BoardChannel | null
  /** All that there are: their names and codes are taken. */
  readonly all: readonly BoardChannel[]
  /** It stands in the list now. */
  readonly onSaved: (code: string) => void
  readonly onClose: () => void
}

/** A new channel, or another name, kind or time for one. */
export const ChannelDialog = ({ channel, all, onSaved, onClose }: Props) => {
  const { t } = useTranslation()
  const { questions } = useGround()
  const client = useQueryClient()
  const ofKind = useId()
  const [name, setName] = useState(channel?.name ?? '')
  const [kind, setKind] = useState<ChannelKind>(channel === null ? 'web' : kindOf(channel))
  const [minutes, setMinutes] = useState(minutesOf(channel?.holdTtlSeconds ?? null))
  const [wrong, setWrong] = useState<NameFault | null>(null)
  const save = useMutation({
    mutationFn: questions.saveChannel,
    onSuccess: async (isSaved, { code }) => {
      if (!isSaved) return
      await client.invalidateQueries({ queryKey: boardKey })
      notifications.show({
        message: t(channel === null ? 'channels.form.next' : 'channels.form.saved', { name: name.trim() }),
        closeButtonProps: { 'aria-label': t('common.close') },
      })
      onSaved(code)
    },
  })
  useNoScans()
  // Whoever reads that goods are held by one of two of the same name would not know by whom.
  const others = all.filter(({ code }) => code !== channel?.code)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const typed = name.trim()
    const fault = nameFault(
      typed,
      others.map((other) => other.name),
    )
    setWrong(fault)
    if (save.isPending || fault !== null || readWhole(minutes, holdMinutes).type === 'wrong') return
    const taken = all.map(({ code }) => code)
    save.mutate({
      code: channel?.code ?? freeCode(typed, taken, 'kenh'),
      isNew: channel === null,
      name: typed,
      kind,
      holdTtlSeconds: secondsOf(minutes, channel?.holdTtlSeconds ?? null),
    })
  }
  return (
    <Dialog
      opened
      onClose={onClose}
      title={channel === null ? t('channels.form.add') : t('channels.form.changeOne', { name: channel.name })}
    >
      <form className={classes.form} onSubmit={submit} noValidate>
        <TextInput
          label={t('channels.form.name')}
          description={t('channels.form.nameHint')}
          error={wrong !== null && t(`channels.form.wrong.${wrong}`)}
          required
          data-autofocus
          autoComplete="off"
          value={name}
          onChange={(event) => {
            setWrong(null)
            setName(event.currentTarget.value)
          }}
        />
        {kind !== 'pos' && (
          <div role="group" aria-labelledby={ofKind}>
            <span id={ofKind} className={classes.label}>
              {t('channels.form.kind')}
            </span>
            <SegmentedControl
              fullWidth
              aria-labelledby={ofKind}
              value={kind}
              onChange={(value) => setKind(kinds.find((one) => one === value) ?? kind)}
              data={kinds.map((one) => ({ value: one, label: t(`channels.kind.${one}`) }))}
            />
          </div>
        )}
        <WholeNumberInput
          range={holdMinutes}
          label={t('channels.form.minutes')}
          description={t('channels.form.minutesHint', { count: defaultTtlSeconds / 60 })}
          text={minutes}
          onText={setMinutes}
        />
        <FormButtons submit={t('common.save')} isPending={save.isPending} onClose={onClose}>
          <NotSaved
            error={save.error}
            isTaken={save.data === false}
            title={t('channels.form.taken')}
            text={t('channels.form.takenText')}
          />
        </FormButtons>
      </form>
    </Dialog>
  )
}
