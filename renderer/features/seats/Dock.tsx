import { Button } from '@mantine/core'
import { List } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { ShownEvent } from '../../app/terminal.ts'
import { useFormats } from '../../app/useFormats.ts'
import { Fuse } from '../../ui/Fuse.tsx'
import classes from './MySeats.module.css'
import { AloneHint, PayButton, UnsureNote } from './MySeatsParts.tsx'
import { SeatsFuse } from './MySeats.tsx'
import { useMySeats } from './useMySeats.ts'

/** On a narrow screen: the fuse and what it comes to stay in sight under the map, the rest is a sheet. */
export const Dock = ({ event, onShow }: { event: ShownEvent; onShow: () => void }) => {
  const { t } = useTranslation()
  const formats = useFormats()
  const { cart, group, others } = useMySeats(event.code)
  const isEmpty = group === null && others === 0
  return (
    <div className={classes.dock}>
      {group !== null && <AloneHint event={event} group={group} />}
      {group !== null && group.expiresAt === null && <SeatsFuse group={group} />}
      {group !== null && group.expiresAt !== null && (
        <div className={classes.dockRow}>
          <div className={classes.dockFuse}>
            <Fuse
              placedAt={group.placedAt}
              expiresAt={group.expiresAt}
              state={group.state === 'held' ? 'burning' : group.state}
            />
          </div>
        </div>
      )}
      <UnsureNote cart={cart} />
      <div className={classes.dockRow}>
        <Button variant="default" size="lg" leftSection={<List size={20} aria-hidden />} onClick={onShow}>
          {group === null ? t('seats.best.open') : t('seats.chosen', { count: group.seats.length })}
        </Button>
        <span className={classes.spring} />
        {!isEmpty && <strong className={classes.dockTotal}>{formats.money(cart.total)}</strong>}
        {!isEmpty && <PayButton cart={cart} />}
      </div>
    </div>
  )
}
