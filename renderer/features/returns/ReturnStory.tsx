import { Check, Clock } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useTerminal } from '../../app/TerminalContext.tsx'
import type { BoardGrading, BoardReturn } from '../../app/terminal.ts'
import { useFormats } from '../../app/useFormats.ts'
import { useLive } from '../../app/useLive.ts'
import classes from './Returns.module.css'
import { SeenPhoto } from './SeenPhoto.tsx'

const Seen = ({ seen }: { seen: BoardGrading }) => {
  const { t } = useTranslation()
  const formats = useFormats()
  const { catalogue, clock, people } = useTerminal()
  const all = useLive(people)
  const who = all.find(({ id }) => id === seen.staff)?.name ?? null
  const name = catalogue.find(seen.sku)?.name ?? seen.sku
  const what = `${formats.number(seen.quantity)} ${name} · ${t(`returns.grade.${seen.grade}`)}`
  const Mark = seen.isSent ? Check : Clock
  return (
    <li>
      <Mark size={16} aria-label={t(seen.isSent ? 'returns.sent' : 'returns.notSent')} />
      <span>
        <strong>{what}</strong>
        <span className={classes.soft}>
          {[formats.moment(seen.at, clock.now()), who].filter(Boolean).join(' · ')}
          {seen.counted < seen.quantity && ` · ${t('returns.seenTwice', { count: seen.quantity - seen.counted })}`}
        </span>
        {seen.note !== null && <q>{seen.note}</q>}
        {seen.photo !== null && <SeenPhoto hash={seen.photo} what={what} />}
      </span>
    </li>
  )
}

/** All that was seen of a return, the last first. */
export const ReturnStory = ({ one }: { one: BoardReturn }) => {
  const { t } = useTranslation()
  if (one.gradings.length === 0) return null
  return (
    <section aria-label={t('returns.story')}>
      <h3>{t('returns.story')}</h3>
      <ul className={classes.story}>
        {one.gradings.toReversed().map((seen) => (
          <Seen key={`${seen.at} ${seen.sku} ${seen.grade} ${seen.quantity}`} seen={seen} />
        ))}
      </ul>
    </section>
  )
}
