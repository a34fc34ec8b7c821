import { CalendarPlus } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Dialog } from '../../app/Dialog.tsx'
import { useGround } from '../../app/TerminalContext.tsx'
import { useKeys } from '../../app/useKeys.ts'
import { useLive } from '../../app/useLive.ts'
import { useDesk } from '../counter/DeskContext.tsx'
import { useNoScans } from '../counter/useNoScans.ts'
import { FirstSteps } from './FirstSteps.tsx'
import type { NewBookingStart } from './hostDesk.ts'
import { useHostDesk } from './HostDeskContext.tsx'
import { NewBookingFields } from './NewBookingFields.tsx'
import { servicesHere } from './servicesHere.ts'

const Asking = ({ start, onClose }: { start: NewBookingStart; onClose: () => void }) => {
  const { t } = useTranslation()
  const { terminal } = useGround()
  const services = servicesHere(useLive(terminal.bookings.board))
  useNoScans()
  return (
    <Dialog opened onClose={onClose} size={820} title={t('newBooking.title')}>
      {services.length === 0 ? (
        <FirstSteps
          icon={CalendarPlus}
          title={t('newBooking.noServices.title')}
          text={t('newBooking.noServices.text')}
          onGo={onClose}
        />
      ) : (
        <NewBookingFields start={start} onDone={onClose} />
      )}
    </Dialog>
  )
}

/** A new booking, from everywhere by F7. */
export const NewBooking = () => {
  const desk = useHostDesk()
  const counter = useDesk()
  const asking = useLive(desk.asking)
  useKeys((event) => {
    if (event.key !== 'F7' || event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return
    event.preventDefault()
    // While money changes hands nothing comes between.
    if (asking === null && counter.dialog.get() === null) desk.asking.set({})
  })
  return asking === null ? null : <Asking start={asking} onClose={() => desk.asking.set(null)} />
}
