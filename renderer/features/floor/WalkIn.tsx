import { Button, SegmentedControl } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useTerminal } from '../../app/TerminalContext.tsx'
import type { BookingBoard, Service } from '../../app/terminal.ts'
import { useFormats } from '../../app/useFormats.ts'
import { useLive } from '../../app/useLive.ts'
import { useMoment } from '../../app/useMoment.ts'
import { servicesHere } from '../bookings/servicesHere.ts'
import { useHostDesk } from '../bookings/HostDeskContext.tsx'
import { guestName, roughly } from '../bookings/words.ts'
import classes from './TablePanel.module.css'
import { stayUntilNext, type TableView } from './tableState.ts'

const minuteMs = 60_000
const leastStayMs = 15 * minuteMs
const partiesShown = 12

/** The services that a table or room can be had for, those that need nothing else first. */
const servicesFor = (board: BookingBoard, { resource }: TableView): readonly Service[] =>
  servicesHere(board).filter(({ needs }) => needs.some(({ kind }) => kind === resource.kind))

/** Seats guests who came without a booking: how many they are is the only question. */
export const WalkIn = ({ view }: { view: TableView }) => {
  const { t } = useTranslation()
  const formats = useFormats()
  const { bookings } = useTerminal()
  const desk = useHostDesk()
  const now = useMoment()
  const services = servicesFor(useLive(bookings.board), view)
  const [wanted, setWanted] = useState<string | null>(null)
  const service = services.find(({ code }) => code === wanted) ?? services[0]
  if (service === undefined) return null
  const { resource } = view
  const wholeMs = service.durationMinutes * minuteMs
  const stay = stayUntilNext(view, now, wholeMs)
  // Somebody is expected now or in a moment: the table is theirs until they are said not to come.
  if (stay < leastStayMs) return null
  const [following] = view.next
  const lasts = Math.floor(stay / minuteMs) * minuteMs
  const seats = Math.min(partiesShown, Math.max(resource.maxParty ?? partiesShown, 2))

  const seat = (party: number) => {
    const { code } = service
    const best = bookings
      .choices({ service: code, start: now, lasts, party })
      .find(({ resources, obstacles }) => obstacles.length === 0 && resources.includes(resource.code))
    const stays = lasts < wholeMs ? { lasts } : {}
    void desk.seat({ service: code, party, resources: best?.resources ?? [resource.code], ...stays })
  }
  return (
    <section aria-label={t('floor.walkIn')}>
      <h3>{t('floor.walkIn')}</h3>
      {services.length > 1 && (
        <SegmentedControl
          fullWidth
          mb="xs"
          aria-label={t('floor.service')}
          value={service.code}
          onChange={setWanted}
          data={services.slice(0, 4).map(({ code, name }) => ({ value: code, label: name }))}
        />
      )}
      <div className={classes.parties}>
        {Array.from({ length: seats }, (_, place) => place + 1).map((party) => (
          <Button key={party} size="lg" variant="default" onClick={() => seat(party)}>
            {party}
          </Button>
        ))}
      </div>
      {following !== undefined && stay < wholeMs && (
        <p className={classes.until}>
          {t('floor.until', { time: formats.time(now + lasts), guest: guestName(following, t) })}
        </p>
      )}
      {following !== undefined && stay >= wholeMs && (
        <p className={classes.until}>{t('floor.seatLonger', { time: roughly(following.start - now, t) })}</p>
      )}
    </section>
  )
}
