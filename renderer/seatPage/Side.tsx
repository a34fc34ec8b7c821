import { useEffect, useMemo, useRef } from 'react'
import { useLive } from '../app/useLive.ts'
import { fill } from '../publicPage/fill.ts'
import page from '../publicPage/Page.module.css'
import type { Language } from '../publicPage/useLanguage.ts'
import type { Seats, ShownEvent } from './askHub.ts'
import type { FreeSeats } from './freeSeats.ts'
import { nameOf } from './HallView.tsx'
import { Offer, Waiting } from './InLine.tsx'
import { Mine, priceOf } from './Mine.tsx'
import { OrderForm } from './OrderForm.tsx'
import classes from './SeatPage.module.css'
import type { Visit } from './visit.ts'
import type { Notice } from './visitState.ts'
import { WishForm } from './WishForm.tsx'
import type { Words } from './words.ts'

interface Props {
  readonly visit: Visit
  readonly event: ShownEvent
  readonly seats: Seats
  readonly free: FreeSeats
  readonly t: Words
  readonly language: Language
}

/** What is held, with one fuse for all; the best seats, or the line for some; and how it goes on. */
export const Side = ({ visit, event, seats, free, t, language }: Props) => {
  const { held, notice, graceSeconds, place, taken, seeksLine } = useLive(visit.state)
  const known = useMemo(() => new Map(seats.data.map((seat) => [seat.seat, seat])), [seats])
  const names = (seat: string): string => nameOf(t, known.get(seat))
  const mine = held.flatMap((one) => one.seats)
  const shown = { held, known, event, t, language }
  // There is nothing to choose, or that is not what they came for.
  const isForLine = (free.all === 0 || seeksLine) && mine.length === 0
  const isOffer = place?.state === 'offered' && !taken && mine.length > 0
  const side = useRef<HTMLElement>(null)
  const hasSome = mine.length > 0
  useEffect(() => {
    // What is held and how long stands above; on a telephone the button that was tapped is further down than that.
    if (hasSome && side.current !== null) side.current.scrollTop = 0
  }, [hasSome])
  return (
    <aside className={classes.side} aria-label={t.yours} ref={side}>
      <p role="status" className={page['notice']} data-testid="notice" data-type={notice?.type}>
        {notice === null ? '' : wordsOf(notice, t, names)}
      </p>
      {isOffer ? (
        <Offer visit={visit} t={t}>
          <Mine {...shown} />
        </Offer>
      ) : place?.state === 'waiting' ? (
        <Waiting visit={visit} place={place} t={t} graceSeconds={graceSeconds} />
      ) : (
        <>
          {!isForLine && <h2>{t.yours}</h2>}
          {mine.length === 0 ? (
            !isForLine && <p className={page['soft']}>{t.none}</p>
          ) : (
            <>
              <Mine {...shown} onRelease={(seat) => void visit.release([seat])} />
              {mine.every((seat) => priceOf(event, known.get(seat)) !== null) && <OrderForm visit={visit} t={t} />}
              <button type="button" onClick={() => void visit.release(mine)}>
                {t.releaseAll}
              </button>
            </>
          )}
          <WishForm {...{ visit, event, t, free, language }} />
          {!isForLine && <Steps t={t} graceSeconds={graceSeconds} now={mine.length === 0 ? 0 : 2} />}
        </>
      )}
    </aside>
  )
}

const Steps = ({
  t,
  graceSeconds,
  now,
}: {
  readonly t: Words
  readonly graceSeconds: number
  /** Which is to be done now. */
  readonly now: number
}) => (
  <>
    <h2>{t.steps}</h2>
    <ol className={classes.steps}>
      {t.step.map((step, index) => (
        <li key={step} {...(index === now ? { 'aria-current': 'step' as const } : {})}>
          {fill(step, { seconds: graceSeconds })}
        </li>
      ))}
    </ol>
  </>
)

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
    case 'promised':
    case 'inLine':
    case 'offered':
    case 'missed':
    case 'leftLine':
    case 'lostPlace':
    case 'waits':
      return t.line[notice.type]
  }
}
