import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { BoardBooking } from '../../app/terminal.ts'
import { useFormats } from '../../app/useFormats.ts'
import { guestName } from '../bookings/words.ts'
import classes from './TablePanel.module.css'

/** While a guest is being moved: what to do, and the way out. */
export const MovePanel = ({ booking, onStop }: { booking: BoardBooking; onStop: () => void }) => {
  const { t } = useTranslation()
  const formats = useFormats()
  return (
    <section aria-live="polite" className={classes.next}>
      <h2>{t('floor.moving', { guest: guestName(booking, t) })}</h2>
      <p className={classes.until}>
        {t('booking.party', { count: booking.party })} ·{' '}
        {t('booking.range', { from: formats.time(booking.start), to: formats.time(booking.end) })}
      </p>
      <p>{t('floor.movingHint')}</p>
      <Button variant="default" size="lg" onClick={onStop}>
        {t('floor.stopMoving')}
      </Button>
    </section>
  )
}
