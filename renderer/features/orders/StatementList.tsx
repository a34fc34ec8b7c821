import { Button } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useQueryClient } from '@tanstack/react-query'
import { Landmark } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Dialog } from '../../app/Dialog.tsx'
import { MoreRows } from '../../app/MoreRows.tsx'
import { QuestionNotice } from '../../app/QuestionNotice.tsx'
import type { StatementLine } from '../../app/questions.ts'
import { useGround } from '../../app/TerminalContext.tsx'
import { usePages } from '../../app/usePages.ts'
import type { BoardOrder } from '../../app/terminal.ts'
import { useFormats } from '../../app/useFormats.ts'
import { Loading } from '../../ui/Loading.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { FindField } from '../../ui/FindField.tsx'
import { wantedFor } from './orderActs.ts'
import { ordersLike } from './orderFilter.ts'
import { OrderRow } from './OrderRow.tsx'
import classes from './RefundList.module.css'
import rows from './OrdersScreen.module.css'

interface AssignProps {
  readonly line: StatementLine
  readonly orders: readonly BoardOrder[]
  readonly onClose: () => void
}

/** Those for which just this much is wanted come first; then those that wait for money at all. */
const likely = (orders: readonly BoardOrder[], amount: number): readonly BoardOrder[] =>
  orders
    .filter((order) => wantedFor(order) > 0)
    .toSorted((a, b) => Number(wantedFor(b) === amount) - Number(wantedFor(a) === amount))

/** Chooses the order to which a transfer belongs. */
const AssignDialog = ({ line, orders, onClose }: AssignProps) => {
  const { t } = useTranslation()
  const formats = useFormats()
  const { questions } = useGround()
  const cache = useQueryClient()
  const [text, setText] = useState('')
  const found =
    text.trim() === '' ? likely(orders, line.amount) : ordersLike(orders, { text, scope: 'all', channel: '' })

  const assign = async (order: BoardOrder) => {
    onClose()
    try {
      const isBooked = await questions.bookStatementLine(line.id, order.id)
      if (!isBooked) notifications.show({ withBorder: true, message: t('orders.statement.taken') })
    } finally {
      await cache.invalidateQueries({ queryKey: ['statement'] })
    }
  }
  return (
    <Dialog
      opened
      onClose={onClose}
      size={720}
      title={t('orders.statement.chooseTitle', { amount: formats.money(line.amount) })}
    >
      <p className={classes.soft}>{line.description}</p>
      <FindField label={t('orders.find')} value={text} onChange={setText} />
      <ul className={rows.rows}>
        {found.map((order) => (
          <OrderRow key={order.id} order={order} isChosen={false} onChoose={(one) => void assign(one)} />
        ))}
      </ul>
      {found.length === 0 && <p className={rows.none}>{t('orders.statement.none')}</p>}
    </Dialog>
  )
}

/** Lines of the bank's statement that name no order, or several: a manager says to which they belong. */
export const StatementList = ({ orders }: { orders: readonly BoardOrder[] }) => {
  const { t } = useTranslation()
  const formats = useFormats()
  const { questions } = useGround()
  const [assigning, setAssigning] = useState<StatementLine | null>(null)
  const pages = usePages(['statement'], (cursor) => questions.statementLines(cursor))
  if (pages.isPending) return <Loading height={160} m={16} w="auto" />
  if (pages.data === undefined)
    return (
      <div className={rows.older}>
        <QuestionNotice error={pages.error} onRetry={() => void pages.refetch()} />
      </div>
    )
  const lines = pages.data.pages.flatMap((page) => page.rows)
  if (lines.length === 0)
    return (
      <EmptyState icon={Landmark} title={t('orders.statement.empty.title')} text={t('orders.statement.empty.text')} />
    )
  return (
    <div className={classes.groups}>
      <section aria-label={t('orders.statement.title')}>
        <h2>{t('orders.statement.title')}</h2>
        <ul className={classes.rows}>
          {lines.map((line) => (
            <li key={line.id} className={classes.row}>
              <span>
                <strong>{formats.money(line.amount)}</strong>
                <span className={classes.soft}>{[line.date, line.reference].filter(Boolean).join(' · ')}</span>
              </span>
              <span>
                {line.description}
                <Button ml="md" variant="default" onClick={() => setAssigning(line)}>
                  {t('orders.statement.assign')}
                </Button>
              </span>
            </li>
          ))}
        </ul>
        <MoreRows pages={pages}>{t('orders.hub.more')}</MoreRows>
      </section>
      {assigning !== null && <AssignDialog line={assigning} orders={orders} onClose={() => setAssigning(null)} />}
    </div>
  )
}
