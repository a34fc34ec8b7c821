import { useMemo, useState } from 'react'
import { formatMoney } from '../../shared/formatMoney.ts'
import { useLive } from '../app/useLive.ts'
import type { Seats, ShownEvent } from './askHub.ts'
import { nameOf } from './HallView.tsx'
import classes from './SeatPage.module.css'
import { fill } from '../publicPage/fill.ts'
import page from '../publicPage/Page.module.css'
import { TimeLeft } from '../publicPage/TimeLeft.tsx'
import { type Language, localeOf } from '../publicPage/useLanguage.ts'
import { OrderForm } from './OrderForm.tsx'
import type { Visit } from './visit.ts'
import type { Notice } from './visitState.ts'
import type { Words } from './words.ts'

interface Props {
  readonly visit: Visit
  readonly event: ShownEvent
  readonly seats: Seats
  readonly t: Words
  readonly language: Language
}

/** What is held, with one fuse for all; the best seats; and how it goes on. */
export const Side = ({ visit, event, seats, t, language }: Props) => {
  const { held, notice, graceSeconds } = useLive(visit.state)
  const known = useMemo(() => new Map(seats.data.map((seat) => [seat.seat, seat])), [seats])
  const mine = held.flatMap((one) => one.seats).map((seat) => ({ seat, ...known.get(seat) }))
  const names = (seat: string): string => nameOf(t, known.get(seat))
  const priceOf = (category: string | undefined) =>
    event.categories.find(({ name }) => name === category)?.price ?? null
  const money = (amount: number, currency: string): string => formatMoney({ amount, currency }, localeOf(language))
  const prices = mine.flatMap(({ category }) => priceOf(category) ?? [])
  const soonest = held.toSorted((a, b) => a.expiresAt - b.expiresAt)[0]
  return (
    <aside className={classes.side} aria-label={t.yours}>
      <p role="status" className={page['notice']} data-testid="notice" data-type={notice?.type}>
        {notice === null ? '' : wordsOf(notice, t, names)}
      </p>
      <h2>{t.yours}</h2>
      {soonest === undefined ? (
        <p className={page['soft']}>{t.none}</p>
      ) : (
        <>
          <TimeLeft placedAt={soonest.placedAt} expiresAt={soonest.expiresAt} t={t} />
          <ul className={classes.mine} data-testid="mine">
            {mine.map(({ seat, category }) => {
              const price = priceOf(category)
              return (
                <li key={seat} data-seat={seat}>
                  <span className={classes.name}>
                    {names(seat)}
                    <small>{category}</small>
                  </span>
                  {price !== null && <span>{money(price.amount, price.currency)}</span>}
                  <button
                    type="button"
                    onClick={() => void visit.release([seat])}
                    aria-label={fill(t.release, { seat: names(seat) })}
                  >
                    ×
                  </button>
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
          {prices.length === mine.length && <OrderForm visit={visit} t={t} />}
          <button type="button" onClick={() => void visit.release(mine.map(({ seat }) => seat))}>
            {t.releaseAll}
          </button>
        </>
      )}
      <BestSeats visit={visit} event={event} t={t} room={event.mostSeats - mine.length} />
      <h2>{t.steps}</h2>
      <ol className={classes.steps}>
        {t.step.map((step, index) => (
          <li key={step} {...(index === (mine.length === 0 ? 0 : 2) ? { 'aria-current': 'step' as const } : {})}>
            {fill(step, { seconds: graceSeconds })}
          </li>
        ))}
      </ol>
    </aside>
  )
}

interface BestProps {
  readonly visit: Visit
  readonly event: ShownEvent
  readonly t: Words
  readonly room: number
}

const BestSeats = ({ visit, event, t, room }: BestProps) => {
  const [party, setParty] = useState(2)
  const [accessible, setAccessible] = useState(false)
  return (
    <form
      className={classes.best}
      onSubmit={(submit) => {
        submit.preventDefault()
        void visit.holdBest({ party, accessible })
      }}
    >
      <label>
        {t.best}
        <select value={party} onChange={({ target }) => setParty(Number(target.value))}>
          {Array.from({ length: event.mostSeats }, (_, index) => index + 1).map((count) => (
            <option key={count} value={count}>
              {count === 1 ? t.person : fill(t.people, { count })}
            </option>
          ))}
        </select>
      </label>
      <label className={classes.check}>
        <input type="checkbox" checked={accessible} onChange={({ target }) => setAccessible(target.checked)} />
        {t.wheelchair}
      </label>
      <button type="submit" className={page['go']} disabled={room <= 0}>
        {t.bestDo}
      </button>
    </form>
  )
}

const wordsOf = (notice: Notice, t: Words, names: (seat: string) => string): string => {
  switch (notice.type) {
    case 'taken':
    case 'held':
    case 'released':
      return fill(t[notice.type], { seat: names(notice.seat) })
    case 'heldMany':
    case 'limit':
      return fill(t[notice.type], { count: notice.count })
    case 'lost':
    case 'expired':
    case 'someTaken':
    case 'notEnough':
    case 'busy':
      return t[notice.type]
  }
}
