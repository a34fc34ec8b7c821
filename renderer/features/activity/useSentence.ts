import { useTranslation } from 'react-i18next'
import { isFact } from '../../../shared/protocol/commands.ts'
import { useTerminal } from '../../app/TerminalContext.tsx'
import type { LastTaken } from '../../app/questions.ts'
import type { Entry, EntryBooking, EntryGuest, EntryOrder, Shortage } from '../../app/terminal.ts'
import { useFormats } from '../../app/useFormats.ts'
import { useLive } from '../../app/useLive.ts'
import { useShortageText } from '../counter/useShortageText.ts'
import type { Rejection } from '../../../shared/protocol/verdicts.ts'
import { commandKeys } from './commandKeys.ts'

/** An entry in words: what somebody did, why it was refused, and what is safe. */
export interface Sentence {
  readonly did: string
  readonly why: string | null
  readonly safe: string | null
}

/** Commands on orders that are kept; a sale at the counter is goods that went. */
const isOfOrder = ({ type }: Entry): boolean => type.startsWith('order.') && type !== 'order.sell'

/** Goods that come back. */
const isOfReturn = ({ type }: Entry): boolean => type.startsWith('return.')

/** Goods that go from one location to another. */
const isOfTransfer = ({ type }: Entry): boolean => type.startsWith('transfer.')

const isVoucherGone = ({ conflicts }: Extract<Rejection, { code: 'conflict' }>): boolean =>
  conflicts.some(({ code }) => code.startsWith('voucher_') || code === 'limit_reached')

/** The shortage that an entry was refused for, as it is now; null if it was refused for something else, or not at all. */
export const shortageOf = ({ rejection, booking, seats, available, holders }: Entry): Shortage | null =>
  rejection?.code === 'conflict' && booking === null && seats.length === 0 && !isVoucherGone(rejection)
    ? { available: available ?? 0, holders, isUnlisted: rejection.conflicts.some(({ code }) => code === 'not_listed') }
    : null

export const useSentence = (): ((entry: Entry, taken?: LastTaken | null) => Sentence) => {
  const { t } = useTranslation()
  const formats = useFormats()
  const terminal = useTerminal()
  const people = useLive(terminal.people)
  const me = useLive(terminal.me)
  const shortageText = useShortageText()

  const whoOf = (actor: string) =>
    actor === me?.id ? t('activity.you') : (people.find(({ id }) => id === actor)?.name ?? t('activity.somebody'))
  const whatOf = ({ lines, seats }: Entry) => {
    // A sale may name the same thing under several holds; people count it once.
    const byName = new Map<string, number>()
    for (const { name, quantity } of lines) byName.set(name, (byName.get(name) ?? 0) + quantity)
    const parts = [...[...byName].map(([name, quantity]) => `${formats.number(quantity)} ${name}`), ...seats]
    return parts.length === 0 ? t('activity.noLines') : parts.join(', ')
  }

  const whatOfBooking = ({ customer, party, start, names }: EntryBooking) =>
    [
      customer?.name ?? customer?.phone ?? t('activity.guest'),
      t('activity.guests', { count: party }),
      formats.moment(start, terminal.clock.now()),
      names.join(' + '),
    ].join(' · ')
  const whatBooked = (booking: EntryBooking | null) =>
    booking === null ? t('activity.noBooking') : whatOfBooking(booking)
  const whomOf = (guest: EntryGuest | null) =>
    guest === null
      ? t('activity.aGuest')
      : [
          guest.customer?.name ?? guest.customer?.phone ?? t('activity.guest'),
          t('activity.guests', { count: guest.party }),
        ].join(' · ')
  const whatOfOrder = (order: EntryOrder | null) =>
    [order?.number ?? t('activity.anOrder'), order?.customer?.name ?? order?.customer?.phone]
      .filter(Boolean)
      .join(' · ')
  const notFound = (what: string) => {
    if (what === 'order') return t('activity.why.no_order')
    if (what === 'return') return t('activity.why.no_return')
    if (what === 'transfer') return t('activity.why.no_transfer')
    if (what === 'refund') return t('activity.why.no_refund')
    if (what === 'booking') return t('activity.why.no_booking')
    if (what === 'waiting_guest') return t('activity.why.no_guest')
    return t(what === 'service' ? 'activity.why.no_service' : 'activity.why.not_found')
  }
  const whyOfConflict = (conflicts: readonly { readonly code: string }[], booking: EntryBooking | null) => {
    const names = (booking?.names ?? []).join(' + ')
    if (booking === null && conflicts.every(({ code }) => code !== 'seat_taken')) return t('activity.why.voucher')
    if (conflicts.some(({ code }) => code === 'seat_taken')) return t('activity.why.seat_taken')
    if (conflicts.some(({ code }) => code === 'slot_taken')) return t('activity.why.slot_taken', { names })
    if (conflicts.some(({ code }) => code === 'outside_hours')) return t('activity.why.outside_hours', { names })
    if (conflicts.some(({ code }) => code === 'not_listed')) return t('activity.why.not_listed')
    return t('activity.why.goods_gone')
  }

  const whatOfEntry = (entry: Entry) => {
    const { type, booking, guest } = entry
    if (isOfOrder(entry)) return whatOfOrder(entry.order)
    if (isOfReturn(entry))
      return [whatOfOrder(entry.order), ...(entry.lines.length === 0 ? [] : [whatOf(entry)])].join(' · ')
    if (type.startsWith('booking.')) return whatBooked(booking)
    return type.startsWith('waiting.') ? whomOf(guest) : whatOf(entry)
  }

  return (entry, taken = null) => {
    const { rejection } = entry
    const isBooking = entry.type.startsWith('booking.')
    const isWaiting = entry.type.startsWith('waiting.')
    const why = (): string | null => {
      if (rejection === null) return null
      const shortage = shortageOf(entry)
      if (shortage !== null)
        return t(isOfTransfer(entry) ? 'activity.why.tooFewToSend' : 'activity.why.conflict', {
          shortage: shortageText(shortage, taken),
        })
      switch (rejection.code) {
        case 'conflict':
          return whyOfConflict(rejection.conflicts, entry.booking)
        case 'booking_state':
          return t('activity.why.booking_state', { state: t(`activity.bookingState.${rejection.state}`) })
        case 'waiting_state':
          return t('activity.why.waiting_state', { state: t(`activity.waitingState.${rejection.state}`) })
        case 'order_state':
          return t('activity.why.order_state', { state: t(`orders.state.${rejection.state}`) })
        case 'not_found':
          return notFound(rejection.what)
        case 'hold_released':
        case 'hold_confirmed':
        case 'hold_expired':
        case 'hold_exists':
        case 'part_of_booking':
        case 'part_of_order':
        case 'goods_to_come':
        case 'deadline_out_of_range':
        case 'session_ended':
        case 'return_state':
        case 'return_elsewhere':
        case 'transfer_state':
        case 'too_many':
        case 'forbidden':
        case 'idempotency_key_reused':
        case 'doubled':
        case 'internal':
          return t(`activity.why.${rejection.code}`)
      }
    }
    const safe = () => {
      if (entry.sold) return t('activity.safe.sold')
      if (rejection === null) return null
      if (entry.type === 'order.keep') return t('activity.safe.saleParked')
      if (isOfOrder(entry))
        return t(entry.type === 'order.pay' ? 'activity.safe.moneyHere' : 'activity.safe.orderAsBefore')
      if (isOfReturn(entry)) return t(isFact(entry.type) ? 'activity.safe.goodsAside' : 'activity.safe.returnAsBefore')
      if (isOfTransfer(entry))
        return t(isFact(entry.type) ? 'activity.safe.goodsAside' : 'activity.safe.transferAsBefore')
      if (isFact(entry.type)) return t(isBooking ? 'activity.safe.guestSits' : 'activity.safe.sold')
      if (entry.type === 'booking.book') return t('activity.safe.guestWaits')
      if (isWaiting) return t(entry.type === 'waiting.join' ? 'activity.safe.notOnList' : 'activity.safe.listAsBefore')
      return t(isBooking ? 'activity.safe.asBefore' : 'activity.safe.nothingTaken')
    }
    return {
      did: t(`activity.did.${commandKeys[entry.type]}`, {
        who: whoOf(entry.actor),
        what: whatOfEntry(entry),
        amount: formats.money(entry.order?.amount ?? 0),
        time: formats.moment(entry.issuedAt, terminal.clock.now()),
      }),
      why: why(),
      safe: safe(),
    }
  }
}
