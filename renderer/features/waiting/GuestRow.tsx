import { useTranslation } from 'react-i18next'
import type { BoardBooking, BoardGuest, BoardResource, NextOffer } from '../../app/terminal.ts'
import { useFormats } from '../../app/useFormats.ts'
import { useMoment } from '../../app/useMoment.ts'
import { Fuse } from '../../ui/Fuse.tsx'
import { Unsent } from '../bookings/Unsent.tsx'
import { guestName, placeNames, roughly } from '../bookings/words.ts'
import { GuestActions } from './GuestActions.tsx'
import classes from './GuestRow.module.css'

const minuteMs = 60_000
/** A start within this time is now, to whoever stands at the door. */
const nowMs = 2 * minuteMs

export interface GuestRowProps {
  readonly guest: BoardGuest
  /** The booking that is their offer. */
  readonly offer: BoardBooking | undefined
  /** What is free and fits them first. */
  readonly next: NextOffer | undefined
  readonly resources: readonly BoardResource[]
  readonly onSeat: (guest: BoardGuest) => void
}

/** What they wait for and since when; amber once it is longer than they were told. */
const Wants = ({ guest }: { guest: BoardGuest }) => {
  const { t } = useTranslation()
  const formats = useFormats()
  const now = useMoment()
  const { atTheDoor, cameAt, quotedMinutes, from, to, state } = guest
  const waited = now - cameAt
  const isLate = state === 'waiting' && quotedMinutes !== null && waited > quotedMinutes * minuteMs
  const time = roughly(Math.max(0, waited), t)
  if (!atTheDoor)
    return (
      <>
        <p>{t('booking.range', { from: formats.moment(from, now), to: formats.time(to) })}</p>
        <p className={classes.soft}>{t('waiting.since', { time })}</p>
      </>
    )
  return (
    <>
      <p>
        {t('waiting.doorShort')} · {t('waiting.since', { time })}
      </p>
      {quotedMinutes !== null && quotedMinutes > 0 && (
        <p className={isLate ? classes.late : classes.soft}>{t('waiting.told', { count: quotedMinutes })}</p>
      )}
    </>
  )
}

const State = ({ guest, offer, next, resources }: Omit<GuestRowProps, 'onSeat'>) => {
  const { t } = useTranslation()
  const formats = useFormats()
  const now = useMoment()
  if (guest.state === 'offered') {
    const where = offer === undefined ? '' : placeNames(resources, offer.resources)
    const at = offer === undefined || offer.start <= now + nowMs ? '' : ` · ${formats.moment(offer.start, now)}`
    return (
      <>
        <p className={classes.where}>
          {where}
          {at}
        </p>
        {offer !== undefined && guest.offerUntil !== null && (
          <span className={classes.fuse}>
            <Fuse placedAt={offer.bookedAt} expiresAt={guest.offerUntil} state={guest.sent ? 'burning' : 'asked'} />
          </span>
        )}
      </>
    )
  }
  if (guest.state === 'missed')
    return <p className={classes.soft}>{t('waiting.missedAgo', { time: roughly(now - (guest.endedAt ?? now), t) })}</p>
  if (next === undefined) return <p className={classes.soft}>{t('waiting.nothing')}</p>
  const where = placeNames(resources, next.resources)
  return (
    <p className={classes.free}>
      {next.start <= now + nowMs
        ? t('waiting.fits', { where })
        : t('waiting.fitsAt', { where, time: formats.moment(next.start, now) })}
    </p>
  )
}

/** One who waits: how many, who, since when, how that stands, and the likeliest answers, one tap each. */
export const GuestRow = ({ guest, offer, next, resources, onSeat }: GuestRowProps) => {
  const { t } = useTranslation()
  const { customer, note, party } = guest
  const details = [customer?.name === undefined ? null : customer.phone, note].filter(Boolean).join(' · ')
  return (
    <li className={classes.row} data-guest={guest.id} data-state={guest.state}>
      <p className={classes.party} aria-label={t('booking.party', { count: party })}>
        {party}
      </p>
      <div className={classes.who}>
        <p className={classes.name}>
          <strong>{guestName(guest, t)}</strong>
        </p>
        {details !== '' && <p className={classes.soft}>{details}</p>}
      </div>
      <div className={classes.wants}>
        <Wants guest={guest} />
      </div>
      <div className={classes.state}>
        <State guest={guest} offer={offer} next={next} resources={resources} />
        {!guest.sent && <Unsent />}
      </div>
      <div className={classes.acts}>
        <GuestActions guest={guest} offer={offer} onSeat={() => onSeat(guest)} />
      </div>
    </li>
  )
}
