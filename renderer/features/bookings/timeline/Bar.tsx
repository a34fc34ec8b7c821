import { useTranslation } from 'react-i18next'
import type { BoardBooking, BoardResource } from '../../../app/terminal.ts'
import { useFormats } from '../../../app/useFormats.ts'
import { Fuse } from '../../../ui/Fuse.tsx'
import { guestName, placeNames } from '../words.ts'
import classes from './Timeline.module.css'
import type { BarMove } from './useBarMove.ts'

/** Where the fuse of a booking begins and ends; null if nothing ends it now. */
const fuseOf = ({ state, late, start, end, bookedAt, confirmBy, noShowAt, seatedAt }: BoardBooking) => {
  if (state === 'pending' && confirmBy !== null) return { from: bookedAt, to: confirmBy }
  if (late && noShowAt !== null) return { from: start, to: noShowAt }
  return state === 'seated' ? { from: seatedAt ?? start, to: end } : null
}

export interface BarProps {
  readonly booking: BoardBooking
  readonly row: string
  readonly resources: readonly BoardResource[]
  readonly at: { readonly left: number; readonly width: number }
  readonly isTaken: boolean
  readonly handlers: ReturnType<BarMove['handlers']>
}

/** One booking on the timeline, with its fuse along the lower edge. */
export const Bar = ({ booking, row, resources, at, isTaken, handlers }: BarProps) => {
  const { t } = useTranslation()
  const formats = useFormats()
  const { start, end, party, state, late, overTime, sent } = booking
  const fuse = fuseOf(booking)
  const guest = guestName(booking, t)
  const spoken = t('timeline.bar', {
    from: formats.time(start),
    to: formats.time(end),
    where: placeNames(resources, booking.resources),
    state: t(`booking.state.${state}`),
  })
  return (
    <button
      type="button"
      className={classes.bar}
      style={{ left: at.left, width: at.width }}
      data-booking={booking.id}
      data-row={row}
      data-state={state}
      data-late={late}
      data-over={overTime}
      data-sent={sent}
      data-taken={isTaken}
      {...handlers}
    >
      <span className={classes.text}>
        <strong>{party}</strong> {guest} <span className={classes.spoken}>{spoken}</span>
      </span>
      {fuse !== null && (
        <Fuse layout="bar" placedAt={fuse.from} expiresAt={fuse.to} state={sent ? 'burning' : 'asked'} />
      )}
      {state !== 'completed' && <span className={classes.end} data-end aria-hidden />}
    </button>
  )
}
