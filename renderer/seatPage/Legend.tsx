import { useSyncExternalStore } from 'react'
import { formatMoney } from '../../shared/formatMoney.ts'
import { type Language, localeOf } from '../publicPage/useLanguage.ts'
import type { SeatLook } from '../ui/seatMap/seat.ts'
import { SeatSign } from '../ui/seatMap/SeatSign.tsx'
import type { ShownEvent } from './askHub.ts'
import classes from './SeatPage.module.css'
import type { Words } from './words.ts'

const looks = ['free', 'mine', 'held', 'sold', 'blocked'] as const satisfies readonly SeatLook[]
/** Light or dark, as the device is. */
const useScheme = (dark: MediaQueryList): string =>
  useSyncExternalStore(
    (listener) => {
      dark.addEventListener('change', listener)
      return () => dark.removeEventListener('change', listener)
    },
    () => (dark.matches ? 'dark' : 'light'),
  )

/** What the shapes and the stripes mean, and what seats cost. */
export const Legend = ({
  t,
  language,
  categories,
  dark,
}: {
  readonly t: Words
  readonly language: Language
  readonly categories: ShownEvent['categories']
  readonly dark: MediaQueryList
}) => {
  const scheme = useScheme(dark)
  return (
    <ul className={classes.legend} aria-label={t.legend}>
      {looks.map((look) => (
        <li key={look}>
          <SeatSign key={scheme} look={look} /> {t.look[look]}
        </li>
      ))}
      <li>
        <SeatSign key={scheme} look="free" accessible /> {t.accessible}
      </li>
      {categories.map(({ name, color, price }) => (
        <li key={name}>
          <span className={classes.stripe} style={{ background: color ?? 'transparent' }} aria-hidden /> {name}
          {price !== null && <strong>{formatMoney(price, localeOf(language))}</strong>}
        </li>
      ))}
    </ul>
  )
}
