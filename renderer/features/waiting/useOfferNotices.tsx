import { notifications } from '@mantine/notifications'
import { useLocation, useRouter } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { NoticeButton } from '../../app/NoticeButton.tsx'
import { useTerminal } from '../../app/TerminalContext.tsx'
import type { BoardBooking, BoardGuest } from '../../app/terminal.ts'
import { useFormats } from '../../app/useFormats.ts'
import { useLive } from '../../app/useLive.ts'
import { useHostDesk } from '../bookings/HostDeskContext.tsx'
import { guestName, placeNames } from '../bookings/words.ts'

const nowMs = 120_000
/** Long enough to be met across the room; from then on the rail says that there is an offer. */
const shownMs = 30_000

/** Offers that stand and that nobody at this shop made by hand. */
const offersOn = (waiting: readonly BoardGuest[], bookings: readonly BoardBooking[]) =>
  waiting.flatMap((guest) => {
    if (guest.state !== 'offered' || guest.offer === null) return []
    const booking = bookings.find(({ id }) => id === guest.offer)
    return booking === undefined || booking.terminal !== null ? [] : [{ guest, booking }]
  })

/** Says in a corner that a table is held for somebody who waits, in words for calling across the counter, for a while or until that offer is over. */
export const useOfferNotices = (): void => {
  const { t } = useTranslation()
  const formats = useFormats()
  const router = useRouter()
  const { bookings, clock } = useTerminal()
  const desk = useHostDesk()
  const board = useLive(bookings.board)
  /** The notice of each offer that was seen; null for those that needed none. */
  const seen = useRef<Map<string, string | null> | null>(null)

  const isListShown = useLocation({ select: ({ pathname }) => pathname === '/waiting' })
  useEffect(() => {
    if (!isListShown) return
    // Here the offers stand at the head of the list.
    for (const notice of seen.current?.values() ?? []) if (notice !== null) notifications.hide(notice)
  }, [isListShown])

  useEffect(() => {
    const offers = offersOn(board.waiting, board.bookings)
    const known = seen.current ?? new Map(offers.map(({ booking }) => [booking.id, null]))
    seen.current = known
    for (const [id, notice] of known)
      if (!offers.some(({ booking }) => booking.id === id)) {
        if (notice !== null) notifications.hide(notice)
        known.delete(id)
      }
    for (const { guest, booking } of offers) {
      if (known.has(booking.id)) continue
      if (isListShown) {
        known.set(booking.id, null)
        continue
      }
      const now = clock.now()
      const isNow = booking.start <= now + nowMs
      const close = () => notifications.hide(shown)
      const shown = notifications.show({
        withBorder: true,
        autoClose: shownMs,
        closeButtonProps: { 'aria-label': t('common.close') },
        title: t('waiting.notice.title', {
          where: placeNames(board.resources, booking.resources),
          guest: guestName(guest, t),
        }),
        message: (
          <span className="hf-said">
            <span>
              {t(isNow ? 'waiting.notice.now' : 'waiting.notice.later', {
                party: t('booking.party', { count: guest.party }),
                time: formats.moment(booking.start, now),
                until: formats.time(booking.confirmBy ?? booking.start),
              })}
              {!guest.atTheDoor && guest.customer?.phone !== undefined && (
                <> · {t('waiting.notice.call', { phone: guest.customer.phone })}</>
              )}
            </span>
            <NoticeButton
              onPress={() => {
                close()
                if (guest.atTheDoor) void desk.step(booking.id, 'check_in')
                else void router.navigate({ to: '/waiting' })
              }}
            >
              {t(guest.atTheDoor ? 'waiting.act.seatOffered' : 'waiting.act.open')}
            </NoticeButton>
          </span>
        ),
      })
      known.set(booking.id, shown)
    }
    // Said once, in the language of that moment.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [board])
}
