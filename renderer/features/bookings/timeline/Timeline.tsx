import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { TimeRange } from '../../../../shared/bookings/hours.ts'
import type { BoardBooking, BoardResource } from '../../../app/terminal.ts'
import { useFormats } from '../../../app/useFormats.ts'
import { useMoment } from '../../../app/useMoment.ts'
import { guestName, obstacleText, placeNames } from '../words.ts'
import { Bar } from './Bar.tsx'
import { quarterMs, resourcesOf, type TimelineRow } from './timeline.ts'
import classes from './Timeline.module.css'
import { type BarMove, useBarMove } from './useBarMove.ts'

const quarterPx = 20
const rowPx = 56
const hourMs = 3_600_000
/** So much of what has been is in sight when the screen opens. */
const lookBackMs = hourMs

const pxOf = (milliseconds: number): number => (milliseconds / quarterMs) * quarterPx

/** Says in words where the bar would be, and what stands in the way. */
const GhostLine = ({ move, resources }: { move: BarMove; resources: readonly BoardResource[] }) => {
  const { t } = useTranslation()
  const formats = useFormats()
  const { ghost, obstacle } = move
  if (ghost === null) return <p className={classes.said}>{t('timeline.hint')}</p>
  const where = t('timeline.ghost', {
    guest: guestName(ghost.booking, t),
    from: formats.time(ghost.start),
    to: formats.time(ghost.end),
    where: placeNames(resources, resourcesOf(ghost)),
  })
  const what = obstacle === null ? t('timeline.free') : obstacleText(obstacle, resources, { t, formats })
  return (
    <p className={classes.said} data-clash={obstacle !== null}>
      <strong>{where}</strong> · {what}
    </p>
  )
}

const Hours = ({ shown }: { shown: TimeRange }) => {
  const formats = useFormats()
  const hours = Array.from(
    { length: Math.ceil((shown.to - shown.from) / hourMs) },
    (_, place) => shown.from + place * hourMs,
  )
  return (
    <div className={classes.hours} aria-hidden>
      {hours.map((hour) => (
        <span key={hour} style={{ width: pxOf(hourMs) }}>
          {formats.time(hour)}
        </span>
      ))}
    </div>
  )
}

/** The present moment as a line; nothing where it lies outside. */
const NowLine = ({ shown }: { shown: TimeRange }) => {
  const now = useMoment(15)
  if (now < shown.from || now >= shown.to) return null
  return <span className={classes.now} style={{ left: pxOf(now - shown.from) }} aria-hidden />
}

export interface TimelineProps {
  readonly rows: readonly TimelineRow[]
  readonly resources: readonly BoardResource[]
  readonly shown: TimeRange
  readonly onOpen: (booking: BoardBooking) => void
  /** An empty place was tapped. */
  readonly onBook: (resource: string, start: number) => void
}

/** Tables or people by the hour: bars to be dragged, stretched, or moved by keys; a clash is shown before it happens. */
export const Timeline = ({ rows, resources, shown, onOpen, onBook }: TimelineProps) => {
  const { t } = useTranslation()
  const now = useMoment(60)
  const scroller = useRef<HTMLElement>(null)
  const move = useBarMove(
    rows.map(({ resource }) => resource.code),
    scroller,
    { quarterPx, rowPx },
    onOpen,
  )
  const { ghost, obstacle } = move
  useEffect(() => {
    scroller.current?.scrollTo({ left: pxOf(now - lookBackMs - shown.from) })
    // Only when another day is shown: nothing moves by itself.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [shown.from])
  const width = pxOf(shown.to - shown.from)
  const box = (from: number, to: number) => ({
    left: pxOf(Math.max(from, shown.from) - shown.from),
    width: pxOf(Math.min(to, shown.to) - Math.max(from, shown.from)),
  })
  return (
    <>
      {/* It scrolls, and so has to be reached by keys. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <section ref={scroller} className={classes.scroller} aria-label={t('timeline.grid')} tabIndex={0}>
        <Hours shown={shown} />
        <ul className={classes.rows}>
          {rows.map(({ resource, bookings, closed }) => (
            <li key={resource.code} className={classes.row} style={{ height: rowPx }} data-resource={resource.code}>
              <span className={classes.name}>
                {resource.name}
                {!resource.active && <small>{t('timeline.outOfUse')}</small>}
              </span>
              <div className={classes.track} style={{ width, backgroundSize: `${pxOf(hourMs)}px 100%` }}>
                {resource.active && (
                  <button
                    type="button"
                    tabIndex={-1}
                    className={classes.ground}
                    aria-label={`${t('newBooking.open')}: ${resource.name}`}
                    onClick={({ nativeEvent: { offsetX } }) =>
                      onBook(resource.code, shown.from + Math.floor(offsetX / quarterPx) * quarterMs)
                    }
                  />
                )}
                {closed.map(({ from, to }) => (
                  <span key={from} className={classes.closed} style={box(from, to)} aria-hidden />
                ))}
                {bookings.map((booking) => (
                  <Bar
                    key={booking.id}
                    booking={booking}
                    row={resource.code}
                    resources={resources}
                    at={box(booking.start, booking.end)}
                    isTaken={ghost?.booking.id === booking.id}
                    handlers={move.handlers(booking, resource.code)}
                  />
                ))}
                {ghost !== null && ghost.to === resource.code && (
                  <span
                    className={classes.ghost}
                    style={box(ghost.start, ghost.end)}
                    data-clash={obstacle !== null}
                    aria-hidden
                  >
                    {ghost.booking.party} {guestName(ghost.booking, t)}
                  </span>
                )}
                <NowLine shown={shown} />
              </div>
            </li>
          ))}
        </ul>
      </section>
      <div aria-live="polite">
        <GhostLine move={move} resources={resources} />
      </div>
    </>
  )
}
