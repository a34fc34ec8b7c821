import { Button, SegmentedControl } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { Armchair, CalendarPlus, Pencil } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { mayAct } from '../../../shared/protocol/roles.ts'
import { QuestionNotice } from '../../app/QuestionNotice.tsx'
import { useGround } from '../../app/TerminalContext.tsx'
import type { BoardBooking, Placement } from '../../app/terminal.ts'
import { useLive, useLivePart } from '../../app/useLive.ts'
import { useMoment } from '../../app/useMoment.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { KeyHint } from '../../ui/KeyHint.tsx'
import { useHostDesk } from '../bookings/HostDeskContext.tsx'
import { ComingPanel } from './ComingPanel.tsx'
import { EditPanel } from './EditPanel.tsx'
import classes from './FloorScreen.module.css'
import { MovePanel } from './MovePanel.tsx'
import { Plan } from './Plan.tsx'
import { type Placed, roomsOf } from './planLayout.ts'
import { TablePanel } from './TablePanel.tsx'
import { writtenOf } from './tableForm.ts'
import { viewTables } from './tableState.ts'
import { movedTo, useMoveTargets } from './useMoveTargets.ts'

/** Puts tables into place at the hub; until its word has come back they stand where they were put. */
const usePlacing = () => {
  const { terminal, questions } = useGround()
  const [put, setPut] = useState<ReadonlyMap<string, Placement>>(new Map())
  const save = useMutation({
    mutationFn: questions.saveResource,
    onError: (_error, { code }) => setPut((all) => new Map([...all].filter(([each]) => each !== code))),
  })
  const place = (placed: Placed, x: number, y: number) => {
    const resource = terminal.bookings.board.get().resources.find(({ code }) => code === placed.code)
    if (resource === undefined) return
    const placement = { ...placed.placement, x, y }
    setPut((all) => new Map(all).set(placed.code, placement))
    save.mutate(writtenOf(resource, placement))
  }
  const shown = (each: Placed): Placed => ({ ...each, placement: put.get(each.code) ?? each.placement })
  return { place, shown, error: save.error, forget: () => setPut(new Map()) }
}

/** The room as a plan: who sits where and for how long, who comes next; guests are seated, moved and seen off here. */
export const FloorScreen = () => {
  const { t } = useTranslation()
  const { terminal } = useGround()
  const desk = useHostDesk()
  const now = useMoment()
  const board = useLive(terminal.bookings.board)
  const manages = useLivePart(terminal.me, (me) => me !== null && mayAct(me.role, 'manager'))
  const [area, setArea] = useState<string | null>(null)
  const [chosen, setChosen] = useState<string | null>(null)
  const [moving, setMoving] = useState<BoardBooking | null>(null)
  const [editing, setEditing] = useState(false)
  const placing = usePlacing()
  const views = viewTables(board, now)
  const obstacles = useMoveTargets(board, moving)
  const rooms = roomsOf(
    views.map(({ resource }) => resource),
    t('floor.room'),
  )
  const areas = [...rooms.keys()]
  const shownArea = area !== null && rooms.has(area) ? area : (areas[0] ?? t('floor.room'))
  const room = rooms.get(shownArea) ?? []
  const placed = editing ? room.map(placing.shown) : room
  const view = views.find(({ resource }) => resource.code === chosen)

  const choose = (code: string) => {
    if (moving === null) return setChosen(code)
    // A table that is taken says why, in its own place and in the corner.
    void desk.move(moving.id, { resources: movedTo(board, moving, code) }).then((isMoved) => {
      if (!isMoved) return
      setMoving(null)
      setChosen(code)
    })
  }
  const stopEditing = () => {
    setEditing(false)
    setChosen(null)
    placing.forget()
  }

  if (views.length === 0 && !editing)
    return (
      <EmptyState icon={Armchair} title={t('floor.empty.title')} text={t('floor.empty.text')}>
        {manages ? (
          <Button size="lg" mt="md" onClick={() => setEditing(true)}>
            {t('floor.empty.start')}
          </Button>
        ) : (
          <p>{t('floor.empty.ask')}</p>
        )}
      </EmptyState>
    )
  const side = () => {
    if (editing)
      return (
        <EditPanel
          board={board}
          area={shownArea}
          areas={areas}
          placed={placed}
          chosen={chosen}
          onDone={() => setChosen(null)}
        />
      )
    if (moving !== null) return <MovePanel booking={moving} onStop={() => setMoving(null)} />
    if (view === undefined) return <ComingPanel onMove={setMoving} />
    return <TablePanel view={view} onMove={setMoving} onClose={() => setChosen(null)} />
  }
  return (
    <section className={classes.screen} aria-label={t('nav.floor')}>
      <div className={classes.tools}>
        {areas.length > 1 && (
          <SegmentedControl aria-label={t('floor.areas')} value={shownArea} onChange={setArea} data={areas} />
        )}
        <span className={classes.spring} />
        {manages && (
          <Button
            px="sm"
            variant={editing ? 'filled' : 'default'}
            leftSection={<Pencil size={18} aria-hidden />}
            onClick={() => (editing ? stopEditing() : setEditing(true))}
          >
            {t(editing ? 'floor.edit.done' : 'floor.edit.open')}
          </Button>
        )}
        <Button
          px="sm"
          leftSection={<CalendarPlus size={18} aria-hidden />}
          rightSection={<KeyHint keys="F7" />}
          onClick={() => desk.asking.set({})}
        >
          {t('newBooking.open')}
        </Button>
        {placing.error !== null && <QuestionNotice error={placing.error} />}
      </div>
      <div className={classes.plan}>
        <Plan
          area={shownArea}
          placed={placed}
          views={views}
          chosen={chosen}
          obstacles={obstacles}
          onChoose={choose}
          {...(editing
            ? {
                onPlace: (code, x, y) => {
                  const found = placed.find((each) => each.code === code)
                  if (found !== undefined) placing.place(found, x, y)
                },
              }
            : {})}
        />
      </div>
      {/* It scrolls, and so has to be reached by keys. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <aside className={classes.side} aria-label={view?.resource.name ?? t('floor.coming')} tabIndex={0}>
        {side()}
      </aside>
    </section>
  )
}
