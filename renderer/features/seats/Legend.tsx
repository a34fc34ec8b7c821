import { useComputedColorScheme } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { ShownEvent } from '../../app/terminal.ts'
import { useFormats } from '../../app/useFormats.ts'
import { SeatSign } from '../../ui/seatMap/SeatSign.tsx'
import classes from './Legend.module.css'

const looks = ['free', 'mine', 'ours', 'held', 'sold', 'blocked', 'theirs'] as const

/** What the shapes and the stripes mean, and what seats cost. */
export const Legend = ({ event }: { event: ShownEvent }) => {
  const { t } = useTranslation()
  const formats = useFormats()
  const scheme = useComputedColorScheme()
  return (
    <ul className={classes.legend} aria-label={t('seats.legend')}>
      {event.categories.map(({ name, color, price }) => (
        <li key={name} className={classes.category}>
          <span className={classes.stripe} style={{ background: color ?? 'transparent' }} aria-hidden /> {name}{' '}
          <strong>{price === null ? t('seats.details.noPrice') : formats.money(price, event.currency)}</strong>
        </li>
      ))}
      {looks.map((look) => (
        <li key={look}>
          <SeatSign key={scheme} look={look} /> {t(`seats.look.${look}`)}
        </li>
      ))}
      <li>
        <SeatSign key={scheme} look="free" accessible /> {t('seats.accessible')}
      </li>
    </ul>
  )
}
