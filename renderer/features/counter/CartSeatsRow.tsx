import { Button, CloseButton } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { Map as MapIcon } from 'lucide-react'
import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import { useTerminal } from '../../app/TerminalContext.tsx'
import type { CartSeats } from '../../app/terminal.ts'
import { useFormats } from '../../app/useFormats.ts'
import { Fuse } from '../../ui/Fuse.tsx'
import classes from './CartLineRow.module.css'
import { useDesk } from './DeskContext.tsx'

/** Seats of an event in the cart: one hold, hence one fuse. Where they are is shown on the map. */
const Row = ({ seats: group }: { seats: CartSeats }) => {
  const { t } = useTranslation()
  const formats = useFormats()
  const { clock } = useTerminal()
  const desk = useDesk()
  const { title, startsAt, seats, state, placedAt, expiresAt, unsure } = group
  const sum = seats.reduce((all, { price }) => all + price, 0)
  return (
    <li className={classes.line} data-event={group.event} data-state={state}>
      <div className={classes.main}>
        <span className={classes.name}>
          {title} · {formats.moment(startsAt, clock.now())} · {seats.map(({ label }) => label).join(', ')}
        </span>
        <span className={classes.price}>{t('counter.seats.count', { count: seats.length })}</span>
        <Button
          renderRoot={(props) => <Link to="/seats" search={{ event: group.event }} {...props} />}
          variant="default"
          leftSection={<MapIcon size={18} aria-hidden />}
        >
          {t('counter.seats.map')}
        </Button>
        <span className={classes.sum}>{formats.money(sum)}</span>
        {expiresAt === null ? (
          <span className={classes.standing}>{t('counter.seats.expired')}</span>
        ) : (
          <Fuse placedAt={placedAt} expiresAt={expiresAt} state={state === 'held' ? 'burning' : state} layout="edge" />
        )}
        <CloseButton
          aria-label={t('counter.line.remove', { name: title })}
          onClick={() => void desk.removeSeats(group)}
        />
      </div>
      {unsure !== null && unsure !== 'asked' && (
        <div className={classes.trouble} role="status">
          {t(`counter.seats.unsure.${unsure}`)}
          {unsure === 'expired' && (
            <Button variant="light" onClick={() => void desk.holdSeatsAgain(group)}>
              {t('counter.line.holdAgain')}
            </Button>
          )}
        </div>
      )}
    </li>
  )
}

export const CartSeatsRow = memo(Row)
