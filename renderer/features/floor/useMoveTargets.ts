import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useTerminal } from '../../app/TerminalContext.tsx'
import type { BoardBooking, BookingBoard, Obstacle } from '../../app/terminal.ts'
import { useFormats } from '../../app/useFormats.ts'
import { obstacleText } from '../bookings/words.ts'

/** Why a guest cannot be moved to a table, or had better not be: in a few signs for the plan, and as a sentence. */
export interface MoveObstacle {
  readonly short: string
  readonly text: string
}

/** The resources that a booking would have if its table were another one; its waiter stays. */
export const movedTo = (
  { resources }: Pick<BookingBoard, 'resources'>,
  booking: BoardBooking,
  code: string,
): readonly string[] => {
  const kindOf = (one: string) => resources.find((each) => each.code === one)?.kind
  const kind = kindOf(code)
  return [...booking.resources.filter((one) => kindOf(one) !== kind), code]
}

/**
 * For each table why a guest cannot be moved there, or null; from the local rules, before anything is asked of the hub. A table that is too
 * small is marked too, but can be had: whoever knows the room may bring a chair.
 */
export const useMoveTargets = (
  board: BookingBoard,
  moving: BoardBooking | null,
): ReadonlyMap<string, MoveObstacle | null> | null => {
  const { t } = useTranslation()
  const formats = useFormats()
  const { bookings } = useTerminal()
  return useMemo(() => {
    if (moving === null) return null
    const { service, start, end, party, id } = moving
    const shortOf = (obstacle: Obstacle): string => {
      if (obstacle.why !== 'booked') return t(obstacle.why === 'held' ? 'floor.state.held' : 'floor.closed')
      const { start: from, end: to } = obstacle.booking
      return t('booking.range', { from: formats.time(from), to: formats.time(to) })
    }
    return new Map(
      board.resources.map(({ code, name, maxParty }) => {
        const resources = movedTo(board, moving, code)
        const [choice] = bookings.choices({ service, start, lasts: end - start, party, resources, moving: id })
        const [obstacle] = choice?.obstacles ?? []
        if (obstacle === undefined && maxParty !== null && maxParty < party) {
          const words = { where: name, seats: t('booking.seats', { count: maxParty }) }
          return [code, { short: words.seats, text: t('floor.tooSmall', words) }] as const
        }
        if (obstacle === undefined) return [code, null] as const
        return [
          code,
          { text: obstacleText(obstacle, board.resources, { t, formats }), short: shortOf(obstacle) },
        ] as const
      }),
    )
  }, [board, moving, bookings, t, formats])
}
