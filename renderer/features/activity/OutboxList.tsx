import { Button } from '@mantine/core'
import { Ban, Check, CircleX, Clock, type LucideIcon, PauseCircle, Send } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Entry, EntryState } from '../../app/terminal.ts'
import classes from './OutboxList.module.css'
import { useSentence } from './useSentence.ts'

const icons: Readonly<Record<EntryState, LucideIcon>> = {
  waiting: Clock,
  sending: Send,
  accepted: Check,
  refused: CircleX,
  blocked: PauseCircle,
  dropped: Ban,
}
const page = 100

/** What was done here and what became of it, the newest first. */
export const OutboxList = ({ entries }: { entries: readonly Entry[] }) => {
  const { t } = useTranslation()
  const sentenceOf = useSentence()
  const [shown, setShown] = useState(page)
  return (
    <>
      <ol className={classes.list}>
        {entries.slice(0, shown).map((entry) => {
          const Icon = icons[entry.state]
          return (
            <li key={entry.id} className={classes.entry} data-state={entry.state} data-testid="outbox-entry">
              <Icon size={18} aria-hidden className={classes.icon} />
              <span className={classes.did}>{sentenceOf(entry).did}</span>
              <span className={classes.state}>{t(`activity.state.${entry.state}`)}</span>
            </li>
          )
        })}
      </ol>
      {entries.length > shown && (
        <Button variant="subtle" fullWidth onClick={() => setShown(shown + page)}>
          {t('activity.more')}
        </Button>
      )}
    </>
  )
}
