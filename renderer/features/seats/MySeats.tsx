import { Button, CloseButton } from '@mantine/core'
import { Armchair } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useTerminal } from '../../app/TerminalContext.tsx'
import type { CartSeats, ShownEvent } from '../../app/terminal.ts'
import { useFormats } from '../../app/useFormats.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { Fuse } from '../../ui/Fuse.tsx'
import { discountIn } from '../counter/cartSums.ts'
import { useDesk } from '../counter/DeskContext.tsx'
import classes from './MySeats.module.css'
import { AloneHint, PayButton, UnsureNote } from './MySeatsParts.tsx'
import { useMySeats } from './useMySeats.ts'

/** One fuse for all seats of the cart: when it has burnt down, others can have them. */
export const SeatsFuse = ({ group }: { group: CartSeats }) => {
  const { t } = useTranslation()
  const desk = useDesk()
  if (group.expiresAt === null)
    return (
      <div className={classes.expired} role="status">
        {t('seats.expired')}
        <Button variant="light" onClick={() => void desk.holdSeatsAgain(group)}>
          {t('counter.line.holdAgain')}
        </Button>
      </div>
    )
  return (
    <div className={classes.fuse}>
      <Fuse
        placedAt={group.placedAt}
        expiresAt={group.expiresAt}
        state={group.state === 'held' ? 'burning' : group.state}
      />
    </div>
  )
}

const Seats = ({ event, group }: { event: ShownEvent; group: CartSeats }) => {
  const { t } = useTranslation()
  const formats = useFormats()
  const { boxOffice } = useTerminal()
  return (
    <ul className={classes.seats} data-testid="mine">
      {group.seats.map(({ seat, label, category, price }) => (
        <li key={seat} data-seat={seat}>
          <strong>{label}</strong>
          <span className={classes.category}>{category}</span>
          <span>{formats.money(price, event.currency)}</span>
          <CloseButton
            aria-label={t('seats.release', { label })}
            onClick={() => void boxOffice.giveUp(event.code, [seat])}
          />
        </li>
      ))}
    </ul>
  )
}

/** The seats of this event that stand in the cart: how long they are kept, what they cost, and taking payment. */
export const MySeats = ({ event }: { event: ShownEvent }) => {
  const { t } = useTranslation()
  const formats = useFormats()
  const desk = useDesk()
  const { cart, group, others } = useMySeats(event.code)
  return (
    <section className={classes.panel} aria-label={t('seats.mine')}>
      <h3>
        {t('seats.mine')}
        {group !== null && <span className={classes.count}>{t('seats.chosen', { count: group.seats.length })}</span>}
      </h3>
      {group === null ? (
        <EmptyState icon={Armchair} title={t('seats.none')} text={t('seats.noneText')} />
      ) : (
        <>
          <SeatsFuse group={group} />
          <AloneHint event={event} group={group} />
          <Seats event={event} group={group} />
          {group.seats.length > 1 && (
            <Button variant="subtle" color="gray" onClick={() => void desk.removeSeats(group)}>
              {t('seats.releaseAll')}
            </Button>
          )}
        </>
      )}
      {others > 0 && <p className={classes.others}>{t('seats.others', { amount: formats.money(others) })}</p>}
      {(group !== null || others > 0) && (
        <>
          {discountIn(cart) > 0 && (
            <p className={classes.others}>{t('seats.off', { amount: formats.money(discountIn(cart)) })}</p>
          )}
          <p className={classes.total}>
            {t('counter.total')} <strong data-testid="total">{formats.money(cart.total)}</strong>
          </p>
          <UnsureNote cart={cart} />
          <PayButton cart={cart} />
        </>
      )}
    </section>
  )
}
