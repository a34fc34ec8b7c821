import { useRouter } from '@tanstack/react-router'
import { useTerminal } from '../../app/TerminalContext.tsx'
import { useKeys } from '../../app/useKeys.ts'
import { useHostDesk } from '../bookings/HostDeskContext.tsx'
import { useDesk } from '../counter/DeskContext.tsx'

/** Opens the waiting list with the keys in its form. */
export const useWriteDown = (): (() => void) => {
  const router = useRouter()
  const desk = useHostDesk()
  return () => {
    void router.navigate({ to: '/waiting' })
    desk.joining.set(true)
  }
}

/** F10 from everywhere: somebody comes to wait. */
export const useWaitingKey = (): void => {
  const { bookings } = useTerminal()
  const desk = useHostDesk()
  const counter = useDesk()
  const writeDown = useWriteDown()
  useKeys((event) => {
    if (event.key !== 'F10' || event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return
    event.preventDefault()
    // While money changes hands, or a booking is asked for, nothing comes between.
    const isFree = desk.asking.get() === null && counter.dialog.get() === null
    if (isFree && bookings.board.get().resources.length > 0) writeDown()
  })
}
