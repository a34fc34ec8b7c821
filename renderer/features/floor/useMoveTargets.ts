import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useTerminal } from '../../app/TerminalContext.tsx'
import type { BoardBooking, BookingBoard } from '../../app/terminal.ts'
import { useFormats } from '../../app/useFormats.ts'
import { obstacleText } from '../bookings/words.ts'

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

/** For each table why a guest cannot be moved there, or null; from the local rules, before anything is asked of the hub. */
export const useMoveTargets = (
  board: BookingBoard,
  moving: BoardBooking | null,
): ReadonlyMap<string, string | null> | null => {
  const { t } = useTranslation()
  const formats = useFormats()
  const { bookings } = useTerminal()
  return useMemo(() => {
    if (moving === null) return null
    const { service, start, end, party, id } = moving
    return new Map(
      board.resources.map(({ code }) => {
        const resources = movedTo(board, moving, code)
        const [choice] = bookings.choices({ service, start, lasts: end - start, party, resources, moving: id })
        const [obstacle] = choice?.obstacles ?? []
        return [code, obstacle === undefined ? null : obstacleText(obstacle, board.resources, { t, formats })] as const
      }),
    )
  }, [board, moving, bookings, t, formats])
}
