import { formatMoney } from '../../shared/formatMoney.ts'
import { fill } from '../publicPage/fill.ts'
import page from '../publicPage/Page.module.css'
import { TimeLeft } from '../publicPage/TimeLeft.tsx'
import { type Language, localeOf } from '../publicPage/useLanguage.ts'
import type { Seats, ShownEvent } from './askHub.ts'
import { nameOf } from './HallView.tsx'
import classes from './SeatPage.module.css'
import type { Held } from './visitState.ts'
import type { Words } from './words.ts'

export type Seat = Seats['data'][number]

interface Props {
  readonly held: readonly Held[]
  readonly known: ReadonlyMap<string, Seat>
  readonly event: ShownEvent
  readonly t: Words
  readonly language: Language
  /** Left out: nothing can be given back one by one. */
  readonly onRelease?: (seat: string) => void
}

/** The price of a held seat; null if it has none here. */
export const priceOf = (event: ShownEvent, seat: Seat | undefined) =>
  event.categories.find(({ name }) => name === seat?.category)?.price ?? null

/** Seats that are held, with one fuse for all, and what they cost together. */
export const Mine = ({ held, known, event, t, language, onRelease }: Props) => {
  const seats = held.flatMap((one) => one.seats)
  const soonest = held.toSorted((a, b) => a.expiresAt - b.expiresAt)[0]
  const money = (amount: number, currency: string): string => formatMoney({ amount, currency }, localeOf(language))
  const prices = seats.flatMap((seat) => priceOf(event, known.get(seat)) ?? [])
  return (
    <>
      {soonest !== undefined && <TimeLeft placedAt={soonest.placedAt} expiresAt={soonest.expiresAt} t={t} />}
      <ul className={classes.mine} data-testid="mine">
        {seats.map((seat) => {
          const name = nameOf(t, known.get(seat))
          const price = priceOf(event, known.get(seat))
          return (
            <li key={seat} data-seat={seat}>
              <span className={classes.name}>
                {name}
                <small>{known.get(seat)?.category}</small>
              </span>
              {price !== null && <span>{money(price.amount, price.currency)}</span>}
              {onRelease !== undefined && (
                <button type="button" onClick={() => onRelease(seat)} aria-label={fill(t.release, { seat: name })}>
                  ×
                </button>
              )}
            </li>
          )
        })}
      </ul>
      {prices[0] !== undefined && (
        <p className={page['total']}>
          {t.total}{' '}
          <strong>
            {money(
              prices.reduce((sum, { amount }) => sum + amount, 0),
              prices[0].currency,
            )}
          </strong>
        </p>
      )}
    </>
  )
}
