import { ActionIcon, useComputedColorScheme } from '@mantine/core'
import { Maximize, Minus, Plus } from 'lucide-react'
import { useEffect, useId, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useTerminal } from '../../app/TerminalContext.tsx'
import type { EventHall, ShownEvent } from '../../app/terminal.ts'
import { createSeatMap, type SeatMap } from '../../ui/seatMap/createSeatMap.ts'
import { hallOf } from '../../ui/seatMap/hall.ts'
import { freeIn } from './eventDays.ts'
import classes from './HallMap.module.css'

export interface HallMapProps {
  readonly event: ShownEvent
  readonly hall: EventHall
  /** Seats of the cart. */
  readonly mine: ReadonlySet<string>
  /** Seats that were chosen to do something with. */
  readonly chosen: ReadonlySet<string>
  /** A drag draws a rectangle. */
  readonly isMarking: boolean
  /** What is not this terminal's is shown as it was last seen. */
  readonly isFaded: boolean
  readonly onChoose: (seat: string) => void
  readonly onPoint: (seat: string) => void
  readonly onMark: (seats: readonly string[]) => void
}

type Handlers = Pick<HallMapProps, 'onChoose' | 'onPoint' | 'onMark'>

/** The hall, drawn: each seat as it is now. */
export const HallMap = ({ event, hall, mine, chosen, isMarking, isFaded, ...handlers }: HallMapProps) => {
  const { t } = useTranslation()
  const { boxOffice } = useTerminal()
  const scheme = useComputedColorScheme()
  const help = useId()
  const canvas = useRef<HTMLCanvasElement>(null)
  const [map, setMap] = useState<SeatMap | null>(null)
  const latest = useRef<Handlers>(handlers)
  const drawn = useMemo(
    () =>
      hallOf(
        hall.rows.flatMap(({ seats }) => seats),
        hall.areas,
      ),
    [hall],
  )

  useEffect(() => {
    latest.current = handlers
  })
  useEffect(() => {
    if (canvas.current === null) return
    const made = createSeatMap(canvas.current, {
      ...{ hall: drawn, colors: hall.colors },
      onChoose: (seat) => latest.current.onChoose(seat),
      onCursor: ({ seat }) => latest.current.onPoint(seat),
      onMark: (seats) => latest.current.onMark(seats),
    })
    made.apply(drawn.seats.map(({ seat }) => ({ seat, state: 'free' })))
    const stop = boxOffice.watch(event.code, made.apply)
    setMap(made)
    return () => {
      stop()
      made.close()
    }
  }, [boxOffice, event.code, drawn, hall.colors])
  useEffect(() => map?.setMine(mine), [map, mine])
  useEffect(() => map?.setChosen(chosen), [map, chosen])
  useEffect(() => map?.setMarking(isMarking), [map, isMarking])
  useEffect(() => map?.setFaded(isFaded), [map, isFaded])
  // What it reads of the page is another with each theme.
  // oxlint-disable-next-line react/exhaustive-effect-dependencies
  useEffect(() => map?.repaint(), [map, scheme])

  return (
    <div className={classes.hall}>
      <canvas
        ref={canvas}
        className={classes.canvas}
        // It takes keys of its own, which no other role says.
        // oxlint-disable-next-line jsx-a11y/no-interactive-element-to-noninteractive-role
        role="application"
        tabIndex={0}
        aria-label={t('seats.map', { count: freeIn(event), all: event.seats })}
        aria-describedby={help}
        data-testid="hall"
      />
      <p id={help} className={classes.unseen}>
        {t('seats.mapHelp')}
      </p>
      <div className={classes.tools}>
        <ActionIcon variant="default" aria-label={t('seats.zoomIn')} onClick={() => map?.zoom(1.4)}>
          <Plus size={20} aria-hidden />
        </ActionIcon>
        <ActionIcon variant="default" aria-label={t('seats.zoomOut')} onClick={() => map?.zoom(1 / 1.4)}>
          <Minus size={20} aria-hidden />
        </ActionIcon>
        <ActionIcon variant="default" aria-label={t('seats.showAll')} onClick={() => map?.showAll()}>
          <Maximize size={20} aria-hidden />
        </ActionIcon>
      </div>
    </div>
  )
}
