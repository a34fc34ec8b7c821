import { useTranslation } from 'react-i18next'
import { useTerminal } from '../../app/TerminalContext.tsx'
import type { ShownEvent } from '../../app/terminal.ts'
import { useFormats } from '../../app/useFormats.ts'
import classes from './EventView.module.css'
import { freeIn } from './eventDays.ts'

/** What is shown, when and where, and how much of it can still be had. */
export const EventHead = ({ event }: { event: ShownEvent }) => {
  const { t } = useTranslation()
  const formats = useFormats()
  const { clock } = useTerminal()
  const left = freeIn(event)
  const words = [
    formats.moment(event.startsAt, clock.now()),
    event.hall,
    left === 0 ? t('seats.soldOut') : t('seats.left', { count: left, all: formats.number(event.seats) }),
    ...(event.counts.ours > 0 ? [t('seats.ours', { count: event.counts.ours })] : []),
  ]
  return (
    <div className={classes.what}>
      <h2>{event.name}</h2>
      <p>{words.filter(Boolean).join(' · ')}</p>
    </div>
  )
}
