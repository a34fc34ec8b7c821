import { ChevronRight, TriangleAlert } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { BoardChannel } from '../../app/questions.ts'
import { useTerminal } from '../../app/TerminalContext.tsx'
import { useFormats } from '../../app/useFormats.ts'
import classes from './ChannelRow.module.css'
import { kindOf, needsLook } from './words.ts'

interface RowProps {
  readonly channel: BoardChannel
  readonly isChosen: boolean
  readonly onChoose: () => void
}

/** A channel in a line: what it is, its keys and limits, when it was last used, and whether somebody has to look. */
export const ChannelRow = ({ channel, isChosen, onChoose }: RowProps) => {
  const { t } = useTranslation()
  const { moment } = useFormats()
  const { clock } = useTerminal()
  const keys = channel.keys.filter(({ revokedAt }) => revokedAt === null).length
  const parts = [
    t(`channels.kind.${kindOf(channel)}`),
    keys === 0 ? t('channels.noKeys') : t('channels.keys', { count: keys }),
    ...(channel.limits === 0 ? [] : [t('channels.limits', { count: channel.limits })]),
    channel.lastHeldAt === null
      ? t('channels.neverHeld')
      : t('channels.lastHeld', { time: moment(channel.lastHeldAt, clock.now()) }),
  ]
  return (
    <li>
      <button type="button" className={classes.row} aria-pressed={isChosen} onClick={onChoose}>
        <span className={classes.name}>{channel.name}</span>
        <span className={classes.soft}>{parts.join(' · ')}</span>
        {needsLook(channel) && (
          <span className={classes.trouble}>
            <TriangleAlert size={18} aria-hidden /> {t('channels.trouble')}
          </span>
        )}
        <ChevronRight size={20} aria-hidden className={classes.arrow} />
      </button>
    </li>
  )
}
