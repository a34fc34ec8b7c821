import { Button, Group } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useTerminal } from '../../app/TerminalContext.tsx'
import type { Alternative, Entry, EntryAction } from '../../app/terminal.ts'
import { useFormats } from '../../app/useFormats.ts'
import classes from './Cards.module.css'
import { ClashPart } from './ClashPart.tsx'
import { actionKeys } from './commandKeys.ts'
import { isGone } from '../counter/shortageParts.ts'
import { useLastTaken } from '../counter/useLastTaken.ts'
import { shortageOf, useSentence } from './useSentence.ts'

/** Something that was refused: what happened, why, what is safe, and what can be done, the safest first. */
export const InboxCard = ({ entry }: { entry: Entry }) => {
  const { t } = useTranslation()
  const terminal = useTerminal()
  const formats = useFormats()
  const shortage = shortageOf(entry)
  const taken = useLastTaken(entry.lines[0]?.sku ?? '', shortage !== null && isGone(shortage))
  const sentence = useSentence()(entry, taken)
  const [busy, setBusy] = useState<EntryAction | null>(null)
  const isClash = entry.booking !== null && entry.rejection?.code === 'conflict'
  // The alternatives have buttons of their own.
  const actions = entry.actions.filter((action) => action !== 'take_alternative')

  const act = async (action: EntryAction, alternative?: Alternative) => {
    setBusy(action)
    try {
      await terminal.activity.act(entry.id, action, alternative)
    } finally {
      setBusy(null)
    }
  }
  return (
    <li className={classes.card} data-tone={entry.sold ? 'red' : 'amber'} data-testid="inbox-entry">
      <p className={classes.did}>{sentence.did}</p>
      {sentence.why !== null && <p className={classes.text}>{sentence.why}</p>}
      {sentence.safe !== null && <p className={classes.safe}>{sentence.safe}</p>}
      {isClash && entry.booking !== null && (
        <ClashPart
          booking={entry.booking}
          isFirst={entry.actions[0] === 'take_alternative'}
          isBusy={busy !== null}
          onTake={(alternative) => void act('take_alternative', alternative)}
        />
      )}
      {actions.length > 0 && (
        <Group gap="xs" mt="xs">
          {actions.map((action) => (
            <Button
              key={action}
              variant={action === entry.actions[0] ? 'filled' : 'default'}
              loading={busy === action}
              disabled={busy !== null}
              onClick={() => void act(action)}
            >
              {t(`activity.action.${actionKeys[action]}`, { amount: formats.number(entry.available ?? 0) })}
            </Button>
          ))}
        </Group>
      )}
    </li>
  )
}
