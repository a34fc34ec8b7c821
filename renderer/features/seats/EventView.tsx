import { Button } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { Link } from '@tanstack/react-router'
import { ArrowLeft, Map as MapIcon, Pencil } from 'lucide-react'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Sheet } from '../../app/Sheet.tsx'
import { mayAct } from '../../../shared/protocol/roles.ts'
import { useGround } from '../../app/TerminalContext.tsx'
import type { SeatAnswer, ShownEvent } from '../../app/terminal.ts'
import { useLivePart } from '../../app/useLive.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { BestSeats } from './BestSeats.tsx'
import { choose } from './chosenSeats.ts'
import { Dock } from './Dock.tsx'
import { EventDialog } from './EventDialog.tsx'
import { EventHead } from './EventHead.tsx'
import classes from './EventView.module.css'
import { HallMap } from './HallMap.tsx'
import { Legend } from './Legend.tsx'
import { ManagePanel } from './ManagePanel.tsx'
import { MySeats } from './MySeats.tsx'
import { LostNote } from './MySeatsParts.tsx'
import { OfflineNote } from './OfflineNote.tsx'
import { type Pointed, SeatStrip } from './SeatStrip.tsx'
import { useMySeats } from './useMySeats.ts'

const none: ReadonlySet<string> = new Set()

/** Takes a seat, or gives it back; and which seat was touched last, with why it could not be had. */
const useTaking = (event: string) => {
  const { terminal, sounds } = useGround()
  const { boxOffice } = terminal
  const { group } = useMySeats(event)
  const [pointed, setPointed] = useState<Pointed | null>(null)
  const answerTo = (seat: string): Promise<SeatAnswer> | null => {
    const isWanted = group?.seats.some((one) => one.seat === seat) === true
    if (isWanted) return group.state === 'expired' ? boxOffice.holdAgain(event) : boxOffice.toggle(event, seat)
    const state = boxOffice.seat(event, seat)?.state
    return state === 'free' || state === 'ours' ? boxOffice.toggle(event, seat) : null
  }
  const take = async (seat: string) => {
    setPointed({ seat, why: null })
    const answer = await answerTo(seat)
    if (answer === null) return
    if (answer.ok) return sounds.tick()
    sounds.refuse()
    setPointed({ seat: answer.seat ?? seat, why: answer.why })
  }
  return { pointed, point: (seat: string) => setPointed({ seat, why: null }), take }
}

/** One event: the hall fills the page, what was taken collects beside it; a manager can turn it over to manage its seats. */
export const EventView = ({ event }: { event: ShownEvent }) => {
  const { t } = useTranslation()
  const { terminal } = useGround()
  const { boxOffice, status, me } = terminal
  const manages = useLivePart(me, (person) => person !== null && mayAct(person.role, 'manager'))
  const isOffline = useLivePart(status, ({ connection }) => connection === 'offline')
  const hasRoom = useMediaQuery('(min-width: 900px)', window.innerWidth >= 900, { getInitialValueInEffect: false })
  const [managing, setManaging] = useState(false)
  const [isMarking, setMarking] = useState(true)
  const [chosen, setChosen] = useState(none)
  const [isEditing, setEditing] = useState(false)
  const [sheet, setSheet] = useState(false)
  const { pointed, point, take } = useTaking(event.code)
  const { mine } = useMySeats(event.code)
  // Another plan is another hall.
  // oxlint-disable-next-line react/exhaustive-deps
  const hall = useMemo(() => boxOffice.hall(event.code), [boxOffice, event])
  const isManaging = manages && managing
  const mark = (seats: readonly string[]) => setChosen((all) => choose(all, seats))
  const stop = () => {
    setManaging(false)
    setChosen(none)
  }

  const side = isManaging ? (
    <ManagePanel
      event={event}
      chosen={chosen}
      isMarking={isMarking}
      onMarking={setMarking}
      onClear={() => setChosen(none)}
      onEdit={() => setEditing(true)}
    />
  ) : (
    <>
      <MySeats event={event} />
      <BestSeats event={event} />
    </>
  )
  return (
    <section className={classes.screen} aria-label={event.name} data-managing={isManaging}>
      <div className={classes.tools}>
        <Button
          component={Link}
          to="/seats"
          variant="default"
          px="sm"
          leftSection={<ArrowLeft size={20} aria-hidden />}
        >
          {t('seats.back')}
        </Button>
        <EventHead event={event} />
        {manages && (
          <Button
            px="sm"
            variant={isManaging ? 'filled' : 'default'}
            leftSection={<Pencil size={18} aria-hidden />}
            onClick={() => (isManaging ? stop() : setManaging(true))}
          >
            {t(isManaging ? 'seats.manage.done' : 'seats.manage.open')}
          </Button>
        )}
      </div>
      <div className={classes.map}>
        {isOffline && <OfflineNote event={event} />}
        {hall === null ? (
          <EmptyState icon={MapIcon} title={t('seats.noHall')} text={t('seats.noHallText')} />
        ) : (
          <HallMap
            event={event}
            hall={hall}
            mine={mine}
            chosen={isManaging ? chosen : none}
            isMarking={isManaging && isMarking}
            isFaded={isOffline}
            onChoose={(seat) => {
              point(seat)
              if (isManaging) mark([seat])
              else void take(seat)
            }}
            onPoint={point}
            onMark={mark}
          />
        )}
        <div className={classes.notes}>
          <LostNote event={event} />
        </div>
        <SeatStrip event={event} pointed={pointed} mine={mine} />
        <Legend event={event} />
      </div>
      {hasRoom || isManaging ? (
        // It scrolls, and so has to be reached by keys.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        <aside className={classes.side} aria-label={t(isManaging ? 'seats.manage.title' : 'seats.mine')} tabIndex={0}>
          {side}
        </aside>
      ) : (
        <div className={classes.side}>
          <Dock event={event} onShow={() => setSheet(true)} />
          <Sheet
            opened={sheet}
            onClose={() => setSheet(false)}
            position="bottom"
            styles={{ content: { height: 'auto', maxHeight: '85dvh' } }}
            title={event.name}
          >
            <div className={classes.sheet}>{side}</div>
          </Sheet>
        </div>
      )}
      {isEditing && <EventDialog event={event} onClose={() => setEditing(false)} />}
    </section>
  )
}
