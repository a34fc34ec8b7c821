import { useTranslation } from 'react-i18next'
import { useTerminal } from '../../app/TerminalContext.tsx'
import { useFormats } from '../../app/useFormats.ts'
import { useLivePart } from '../../app/useLive.ts'
import { useMoment } from '../../app/useMoment.ts'
import { guestName, roughly } from '../bookings/words.ts'
import { isOffer } from '../../../shared/bookings/bookings.ts'
import type { TableView } from './tableState.ts'

/** A table in words: on the plan, and for those who hear it. */
export interface TableWords {
  /** Party and guest, or until when it is free; null if there is nothing to say. */
  readonly guest: string | null
  /** How it stands, with the time that matters. */
  readonly short: string
  /** What the shape and the fill say to those who see them. */
  readonly spoken: string
}

export const useTableWords = (): ((view: TableView) => TableWords) => {
  const { t } = useTranslation()
  const formats = useFormats()
  const now = useMoment()
  const channels = useLivePart(useTerminal().shop, (shop) => shop.channels)

  const shortOf = ({ state, booking, held }: TableView): string => {
    if (held !== null) return t('floor.short.held', { time: roughly(held.expiresAt - now, t, 'narrow') })
    if (booking === null) return t('floor.state.free')
    switch (state) {
      case 'held':
        return booking.confirmBy === null
          ? t('floor.state.held')
          : t(booking.waiting === null ? 'floor.short.held' : 'floor.short.offer', {
              time: roughly(booking.confirmBy - now, t, 'narrow'),
            })
      case 'late':
        return t('floor.short.late', { time: roughly(now - booking.start, t, 'narrow') })
      case 'seated':
        return t('booking.left', { time: roughly(booking.end - now, t, 'narrow') })
      case 'over':
        return t('floor.short.over', { time: roughly(now - booking.end, t, 'narrow') })
      case 'due':
      case 'free':
        return t('floor.short.due', { time: formats.time(booking.start) })
    }
  }

  return (view) => {
    const { resource, booking, held, state, next } = view
    const short = shortOf(view)
    const seats = t('booking.seats', { count: resource.maxParty ?? resource.minParty })
    const spoken = t('floor.table', {
      seats,
      state: t(booking !== null && isOffer(booking) ? 'floor.offered' : `floor.state.${state}`),
    })
    if (booking !== null) return { guest: `${booking.party} · ${guestName(booking, t)}`, short, spoken }
    const [following] = next
    const until = following === undefined ? null : t('floor.short.until', { time: formats.time(following.start) })
    const channel = held === null ? until : (channels.find(({ code }) => code === held.channel)?.name ?? held.channel)
    return { guest: channel, short, spoken }
  }
}
