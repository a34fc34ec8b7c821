import { useEffect, useMemo, useRef, useState } from 'react'
import { createSeatMap, type SeatMap } from '../ui/seatMap/createSeatMap.ts'
import { hallOf } from '../ui/seatMap/hall.ts'
import type { MapSeat, SeatLook } from '../ui/seatMap/seat.ts'
import type { Changes, Seats, ShownEvent } from './askHub.ts'
import { countFree, type FreeSeats } from './freeSeats.ts'
import { createShownSeats } from './keptSeats.ts'
import { Legend } from './Legend.tsx'
import classes from './SeatPage.module.css'
import type { Visit } from './visit.ts'
import { fill } from '../publicPage/fill.ts'
import type { Language } from '../publicPage/useLanguage.ts'
import type { Words } from './words.ts'

interface Props {
  readonly visit: Visit
  readonly event: ShownEvent
  readonly seats: Seats
  readonly t: Words
  readonly language: Language
  readonly dark: MediaQueryList
  readonly free: number
  readonly onFree: (free: FreeSeats) => void
}

/** Names a seat as a person would. */
export const nameOf = (t: Words, seat: Pick<MapSeat, 'part' | 'row' | 'number'> | undefined): string => {
  if (seat === undefined) return ''
  const name = fill(t.seat, { row: seat.row, number: seat.number })
  return seat.part === undefined ? name : `${seat.part} · ${name}`
}

/** The hall itself, with what helps to move about in it. */
export const HallView = ({ visit, event, seats, t, language, dark, free, onFree }: Props) => {
  const canvas = useRef<HTMLCanvasElement>(null)
  const map = useRef<SeatMap | null>(null)
  const [said, setSaid] = useState('')
  const hall = useMemo(
    () =>
      hallOf(
        seats.data.map(({ accessible = false, ...seat }) => ({ ...seat, accessible })),
        event.areas,
      ),
    [seats, event],
  )
  const words = useRef(t)
  useEffect(() => {
    words.current = t
  }, [t])

  useEffect(() => {
    if (canvas.current === null) return
    const colors = new Map(
      event.categories.flatMap(({ name, color }) => (color === null ? [] : [[name, color] as const])),
    )
    const shown = createShownSeats(seats.data)
    const lookFor = (seat: string, look: SeatLook): PublicLook =>
      shown.isKept(seat) && look === 'held' ? 'kept' : publicLook(look)
    const made = createSeatMap(canvas.current, {
      ...{ hall, colors },
      onChoose: (seat) =>
        choose(visit, made, seat, (look) => {
          const told = lookFor(seat, look)
          setSaid(unfree(words.current, told, hall, seat))
          if (told === 'kept') visit.offerLine()
        }),
      onCursor: (seat, look) =>
        setSaid(
          [
            nameOf(words.current, seat),
            seat.category,
            ...(seat.accessible ? [words.current.accessible] : []),
            words.current.look[lookFor(seat.seat, look)],
          ].join(', '),
        ),
    })
    map.current = made
    const count = countFree(seats.data)
    const show = (changes: Changes['data']): void => {
      made.apply(changes)
      onFree(count(changes))
    }
    const update = (changes: Changes['data']): void => show(shown.changed(changes))
    const keep = (): void => show(shown.keep(visit.kept.get()))
    update(seats.data)
    keep()
    // Read anew they are the same seats, since another plan loads the page anew.
    visit.onSeats((all) => update(all.data), update)
    const wearMine = (): void => {
      const { held, asked } = visit.state.get()
      made.setMine(new Set([...held.flatMap((one) => one.seats), ...asked]))
    }
    wearMine()
    const forget = [visit.state.subscribe(wearMine), visit.kept.subscribe(keep)]
    const repaint = (): void => made.repaint()
    dark.addEventListener('change', repaint)
    return () => {
      for (const each of forget) each()
      dark.removeEventListener('change', repaint)
      made.close()
    }
  }, [visit, event, seats, hall, dark, onFree])

  return (
    <section className={classes.hall}>
      <canvas
        ref={canvas}
        className={classes.canvas}
        // It takes keys of its own, which no other role says.
        // oxlint-disable-next-line jsx-a11y/no-interactive-element-to-noninteractive-role
        role="application"
        tabIndex={0}
        aria-label={fill(t.map, { free, all: seats.data.length })}
        aria-describedby="map-help"
        data-testid="hall"
      />
      <p id="map-help" className={classes.unseen}>
        {t.mapHelp}
      </p>
      <div className={classes.tools}>
        <button type="button" onClick={() => map.current?.zoom(1.4)} aria-label={t.zoomIn}>
          +
        </button>
        <button type="button" onClick={() => map.current?.zoom(1 / 1.4)} aria-label={t.zoomOut}>
          −
        </button>
        <button type="button" onClick={() => map.current?.showAll()}>
          {t.showAll}
        </button>
      </div>
      <p className={classes.said} role="status" data-testid="said">
        {said}
      </p>
      <Legend {...{ t, language }} categories={event.categories} dark={dark} />
    </section>
  )
}

const choose = (visit: Visit, map: SeatMap, seat: string, refuse: (look: SeatLook) => void): void => {
  const look = map.lookOf(seat)
  if (look === 'free') void visit.hold([seat])
  else if (look !== 'mine') refuse(look)
  else if (!visit.state.get().asked.includes(seat)) void visit.release([seat])
}

type PublicLook = Exclude<SeatLook, 'ours' | 'theirs'> | 'kept'

/** What is set aside for a terminal is not for sale here. */
const publicLook = (look: SeatLook): Exclude<PublicLook, 'kept'> =>
  look === 'ours' || look === 'theirs' ? 'blocked' : look

const unfree = (t: Words, look: PublicLook, hall: ReturnType<typeof hallOf>, seat: string): string => {
  if (look === 'free' || look === 'mine') return ''
  return fill(t.notFree[look], { seat: nameOf(t, hall.seats[hall.indexOf.get(seat) ?? -1]) })
}
