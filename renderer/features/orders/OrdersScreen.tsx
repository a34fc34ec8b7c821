import { Button, SegmentedControl, Select } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { ChevronLeft } from 'lucide-react'
import { type ReactNode, useDeferredValue, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Sheet } from '../../app/Sheet.tsx'
import { isUnpaid } from '../../../shared/orders/orders.ts'
import { mayAct } from '../../../shared/protocol/roles.ts'
import { useTerminal } from '../../app/TerminalContext.tsx'
import type { BoardOrder } from '../../app/terminal.ts'
import { useFormats } from '../../app/useFormats.ts'
import { useLive, useLivePart } from '../../app/useLive.ts'
import { useMoment } from '../../app/useMoment.ts'
import { FindField } from '../../ui/FindField.tsx'
import { ListScreen } from '../../ui/ListScreen.tsx'
import { isPreorder, preordersOf } from '../preorders/standing.ts'
import { GoodsList } from '../preorders/GoodsList.tsx'
import { PreorderList } from '../preorders/PreorderList.tsx'
import { ReturnsPart } from '../returns/ReturnsPart.tsx'
import { OrderList } from './OrderList.tsx'
import { isScope, type OrderQuery, ordersLike, refundDueOf, scopes } from './orderFilter.ts'
import classes from './OrdersScreen.module.css'
import { OrderStory } from './OrderStory.tsx'
import { RefundList } from './RefundList.tsx'
import { StatementList } from './StatementList.tsx'
import { useFirstSought, useSought } from './useSought.ts'

/** Whether the story has its place beside the list. */
const useHasRoom = (): boolean =>
  useMediaQuery('(min-width: 1100px)', window.innerWidth >= 1100, { getInitialValueInEffect: false })

const views = ['orders', 'preorders', 'returns', 'refunds', 'statement'] as const
type View = (typeof views)[number]

const ViewSwitch = ({ view, onView }: { view: View; onView: (view: View) => void }) => {
  const { t } = useTranslation()
  const formats = useFormats()
  const { me, orders } = useTerminal()
  const role = useLivePart(me, (person) => person?.role ?? 'staff')
  const due = useLivePart(orders.list, (all) => all.filter((order) => refundDueOf(order) > 0).length)
  const now = useMoment()
  const overdue = useLivePart(orders.list, (all) => preordersOf(all, '', now).overdue.length)
  const label = (one: View) => {
    if (one === 'refunds' && due > 0) return t('orders.refundsDue', { amount: formats.number(due) })
    if (one === 'preorders' && overdue > 0) return t('orders.preordersOverdue', { amount: formats.number(overdue) })
    return t(`orders.view.${one}`)
  }
  return (
    <SegmentedControl
      aria-label={t('orders.view.label')}
      value={view}
      onChange={(value) => onView(views.find((one) => one === value) ?? 'orders')}
      data={views
        .filter((one) => one !== 'statement' || mayAct(role, 'manager'))
        .map((value) => ({ value, label: label(value) }))}
    />
  )
}

const Filters = ({ query, onQuery }: { query: OrderQuery; onQuery: (query: OrderQuery) => void }) => {
  const { t } = useTranslation()
  const channels = useLivePart(useTerminal().shop, (shop) => shop.channels)
  return (
    <>
      <FindField label={t('orders.find')} value={query.text} onChange={(text) => onQuery({ ...query, text })} />
      <SegmentedControl
        aria-label={t('orders.scope.label')}
        value={query.scope}
        onChange={(scope) => isScope(scope) && onQuery({ ...query, scope })}
        data={scopes.map((value) => ({ value, label: t(`orders.scope.${value}`) }))}
      />
      <Select
        w={160}
        aria-label={t('orders.channel.label')}
        allowDeselect={false}
        value={query.channel}
        onChange={(channel) => onQuery({ ...query, channel: channel ?? '' })}
        data={[
          { value: '', label: t('orders.channel.all') },
          ...channels.map(({ code, name }) => ({ value: code, label: name })),
        ]}
      />
    </>
  )
}

interface StoryProps {
  readonly order: BoardOrder | null
  readonly isHere: boolean
  /** What stands beside the list while no order is chosen. */
  readonly otherwise: ReactNode
  /** What the way back to that is called; null: there is none. */
  readonly back: string | null
  readonly onReturn: (order: BoardOrder) => void
  readonly onClose: () => void
}

/** The story beside the list where there is room, else over it. */
const Story = ({ order, isHere, otherwise, back, onReturn, onClose }: StoryProps) => {
  const { t } = useTranslation()
  if (useHasRoom())
    return (
      // It scrolls, and so has to be reached by keys.
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      <div className={classes.side} role="group" aria-label={t('orders.story.timeline')} tabIndex={0}>
        {order === null ? (
          otherwise
        ) : (
          <>
            {back !== null && (
              <Button variant="subtle" px={4} leftSection={<ChevronLeft size={18} aria-hidden />} onClick={onClose}>
                {back}
              </Button>
            )}
            <OrderStory key={order.id} {...{ order, isHere, onReturn }} />
          </>
        )}
      </div>
    )
  return (
    <Sheet opened={order !== null} onClose={onClose} position="right" size={480} title={t('orders.title')}>
      {order !== null && <OrderStory key={order.id} {...{ order, isHere, onReturn }} />}
    </Sheet>
  )
}

const Foot = ({ view, shown, all }: { view: View; shown: readonly BoardOrder[]; all: readonly BoardOrder[] }) => {
  const { t } = useTranslation()
  const formats = useFormats()
  const worth = shown.reduce((sum, { total }) => sum + total, 0)
  const due = all.reduce((sum, order) => sum + refundDueOf(order), 0)
  const open = all.filter((order) => isPreorder(order) && (isUnpaid(order.state) || order.state === 'paid'))
  const toCome = open.reduce((sum, order) => sum + order.due, 0)
  return (
    <p className={classes.foot} role="status">
      {view === 'orders' && (
        <>
          <span>{t('orders.count', { count: shown.length, amount: formats.number(shown.length) })}</span>
          <span>{t('orders.sum', { amount: formats.money(worth) })}</span>
        </>
      )}
      {view === 'preorders' && (
        <>
          <span>{t('orders.count', { count: open.length, amount: formats.number(open.length) })}</span>
          <span>{t('preorders.due', { amount: formats.money(toCome) })}</span>
        </>
      )}
      {view === 'refunds' && <span>{t('orders.refunds.sum', { amount: formats.money(due) })}</span>}
    </p>
  )
}

const queryOf = (text: string): OrderQuery => ({ text, scope: 'work', channel: '' })

/** Orders of all channels: a list and a story, money that has to go back, and transfers that nobody can place. */
export const OrdersScreen = () => {
  const { t } = useTranslation()
  const all = useLive(useTerminal().orders.list)
  const named = (number: string | null) => all.find((order) => order.number === number) ?? null
  const sought = useFirstSought()
  const [view, setView] = useState<View>('orders')
  const [query, setQuery] = useState(() => queryOf(sought ?? ''))
  /** One that the hub told is kept as it was told; one that is here changes with the list. */
  const [chosen, setChosen] = useState(() => named(sought))
  /** Whose goods come back, when somebody came from there to the returns. */
  const [comesBack, setComesBack] = useState<BoardOrder | null>(null)
  useSought((number) => {
    setView('orders')
    setComesBack(null)
    setQuery(queryOf(number))
    setChosen(named(number))
  })
  const asked = useDeferredValue(query)
  const shown = ordersLike(all, asked)
  const here = all.find(({ id }) => id === chosen?.id)
  const hasRoom = useHasRoom()
  const goods = <GoodsList orders={all} onChoose={setChosen} />

  return (
    <ListScreen
      label={t('orders.title')}
      tools={
        <>
          <ViewSwitch
            view={view}
            onView={(next) => {
              setComesBack(null)
              setView(next)
            }}
          />
          {view === 'orders' && <Filters query={query} onQuery={setQuery} />}
          {view === 'preorders' && (
            <FindField label={t('orders.find')} value={query.text} onChange={(text) => setQuery({ ...query, text })} />
          )}
        </>
      }
    >
      {view === 'returns' ? (
        <ReturnsPart orders={all} first={comesBack} />
      ) : (
        <div className={classes.body}>
          {/* It scrolls, and so has to be reached by keys. */}
          {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
          <div className={classes.list} role="group" aria-label={t(`orders.view.${view}`)} tabIndex={0}>
            {view === 'orders' && (
              <OrderList orders={shown} known={all} query={asked} chosen={chosen?.id ?? null} onChoose={setChosen} />
            )}
            {view === 'preorders' && (
              <>
                {!hasRoom && goods}
                <PreorderList orders={all} text={asked.text} chosen={chosen?.id ?? null} onChoose={setChosen} />
              </>
            )}
            {view === 'refunds' && <RefundList orders={all} onChoose={setChosen} />}
            {view === 'statement' && <StatementList orders={all} />}
          </div>
          <Story
            order={here ?? chosen}
            isHere={here !== undefined}
            otherwise={view === 'preorders' ? goods : <p className={classes.hint}>{t('orders.story.choose')}</p>}
            back={view === 'preorders' ? t('preorders.goods.title') : null}
            onReturn={(order) => {
              setComesBack(order)
              setView('returns')
            }}
            onClose={() => setChosen(null)}
          />
        </div>
      )}
      <Foot view={view} shown={shown} all={all} />
    </ListScreen>
  )
}
