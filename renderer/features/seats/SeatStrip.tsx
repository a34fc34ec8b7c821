import { Button } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { mayAct } from '../../../shared/protocol/roles.ts'
import { useTerminal } from '../../app/TerminalContext.tsx'
import type { SeatInfo, SeatObstacle, ShownEvent } from '../../app/terminal.ts'
import { useFormats } from '../../app/useFormats.ts'
import { useLivePart } from '../../app/useLive.ts'
import { Fuse } from '../../ui/Fuse.tsx'
import { useSecond } from '../../ui/seconds.ts'
import { ReleaseDialog } from '../stock/ReleaseDialog.tsx'
import { useHolderName } from '../stock/useHolderName.ts'
import classes from './SeatStrip.module.css'
import { useTerminalsHere } from './useTerminalsHere.ts'

/** The seat that was touched last, and why it could not be taken. */
export interface Pointed {
  readonly seat: string
  readonly why: SeatObstacle | null
}

export interface SeatStripProps {
  readonly event: ShownEvent
  readonly pointed: Pointed | null
  readonly mine: ReadonlySet<string>
}

/** How a seat stands, in a sentence. */
const useStanding = (mine: ReadonlySet<string>): ((info: SeatInfo) => string) => {
  const { t } = useTranslation()
  const formats = useFormats()
  const { shop, clock } = useTerminal()
  const self = useLivePart(shop, ({ terminal }) => terminal?.id ?? null)
  const nameOf = useHolderName()
  const terminals = useTerminalsHere()
  return ({ seat, state, holder, allottedTo }) => {
    switch (state) {
      case 'held': {
        if (mine.has(seat)) return t('seats.details.cart')
        if (holder === null) return t('seats.details.heldBySomebody')
        if (holder.terminal !== null && holder.terminal === self) return t('seats.details.parked')
        const time = formats.moment(holder.expiresAt, clock.now())
        return t('seats.details.heldBy', { who: nameOf(holder), time })
      }
      case 'theirs': {
        const name = terminals.data?.find(({ id }) => id === allottedTo)?.name
        return t('seats.details.theirs', { terminal: name ?? t('seats.details.another') })
      }
      case 'ours':
        return t('seats.details.ours')
      case 'free':
      case 'sold':
      case 'blocked':
        return t(`seats.details.${state}`)
    }
  }
}

const Details = ({
  event,
  info,
  why,
  mine,
}: {
  event: ShownEvent
  info: SeatInfo
  why: SeatObstacle | null
  mine: ReadonlySet<string>
}) => {
  const { t } = useTranslation()
  const formats = useFormats()
  const { boxOffice, me, shop } = useTerminal()
  const standingOf = useStanding(mine)
  const self = useLivePart(shop, ({ terminal }) => terminal?.id ?? null)
  const manages = useLivePart(me, (person) => person !== null && mayAct(person.role, 'manager'))
  const [isReleasing, setReleasing] = useState(false)
  const { label, category, price, accessible, state, holder } = info
  // Who has it says more than that somebody was quicker.
  const isKnown = why === null || (why === 'taken' && holder !== null)
  const standing = isKnown ? standingOf(info) : t(`seats.why.${why}`, { label })
  const about = [
    category,
    price === null ? t('seats.details.noPrice') : formats.money(price, event.currency),
    ...(accessible ? [t('seats.accessible')] : []),
  ]
  const theirs = state === 'held' && holder !== null && holder.terminal !== self ? holder : null
  return (
    <>
      <strong className={classes.label}>{label}</strong>
      <span className={classes.text}>
        <span className={classes.about}>{about.join(' · ')}</span>
        <span className={classes.standing} data-refused={!isKnown} data-testid="seat-standing">
          {standing}
        </span>
      </span>
      <span className={classes.unseen} role="status">
        {[t('seats.seat', { label }), ...about, standing].join(', ')}
      </span>
      {theirs !== null && (
        <span className={classes.fuse}>
          <Fuse placedAt={theirs.placedAt} expiresAt={theirs.expiresAt} state={theirs.settled ? 'burning' : 'asked'} />
        </span>
      )}
      {theirs !== null && manages && (
        <Button variant="default" onClick={() => setReleasing(true)}>
          {t('seats.details.releaseHold')}
        </Button>
      )}
      {isReleasing && theirs !== null && (
        <ReleaseDialog
          title={t('seats.details.releaseTitle', { label })}
          onRelease={(reason) => void boxOffice.release(theirs.hold, reason)}
          onClose={() => setReleasing(false)}
        >
          <p className={classes.cost}>{t('seats.details.releaseText', { count: theirs.quantity })}</p>
        </ReleaseDialog>
      )}
    </>
  )
}

/** One line under the map: the seat that was touched last, how it stands, who holds it and until when. */
export const SeatStrip = ({ event, pointed, mine }: SeatStripProps) => {
  const { t } = useTranslation()
  const { boxOffice } = useTerminal()
  // Others may take it, or their time may end, while somebody looks at it.
  useSecond()
  const info = pointed === null ? null : boxOffice.seat(event.code, pointed.seat)
  return (
    <div className={classes.strip}>
      {pointed === null || info === null ? (
        <span className={classes.about}>{t('seats.noneText')}</span>
      ) : (
        <Details key={pointed.seat} event={event} info={info} why={pointed.why} mine={mine} />
      )}
    </div>
  )
}
