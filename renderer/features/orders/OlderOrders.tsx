import { Button } from '@mantine/core'
import { useEffect, useEffectEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { isPrintedNumber } from '../../../shared/orders/saleReference.ts'
import { MoreRows } from '../../app/MoreRows.tsx'
import { QuestionNotice } from '../../app/QuestionNotice.tsx'
import { useGround } from '../../app/TerminalContext.tsx'
import type { BoardOrder } from '../../app/terminal.ts'
import { usePages } from '../../app/usePages.ts'
import { Loading } from '../../ui/Loading.tsx'
import type { OrderListProps } from './OrderList.tsx'
import { OrderRow } from './OrderRow.tsx'
import classes from './OrdersScreen.module.css'

type OlderProps = Omit<OrderListProps, 'orders'>

const Answer = ({ query, known, chosen, onChoose }: OlderProps) => {
  const { t } = useTranslation()
  const { questions } = useGround()
  const { text, channel } = query
  const pages = usePages(['orders', text, channel], (cursor) => questions.findOrders({ text, channel, cursor }))
  const meant = isPrintedNumber(text.trim())
    ? pages.data?.pages.flatMap(({ rows }) => rows).find(({ number }) => number === text.trim())
    : undefined
  const choose = useEffectEvent((order: BoardOrder) => {
    if (chosen === null) onChoose(order)
  })
  useEffect(() => {
    if (meant !== undefined) choose(meant)
  }, [meant])
  if (pages.isPending) return <Loading height={64} />
  if (pages.data === undefined) return <QuestionNotice error={pages.error} onRetry={() => void pages.refetch()} />
  const here = new Set(known.map(({ id }) => id))
  const found = pages.data.pages.flatMap(({ rows }) => rows).filter(({ id }) => !here.has(id))
  return (
    <>
      {found.length === 0 && <p className={classes.none}>{t('orders.hub.none')}</p>}
      <ul className={classes.rows} aria-label={t('orders.hub.title')}>
        {found.map((order) => (
          <OrderRow key={order.id} order={order} isChosen={order.id === chosen} onChoose={onChoose} />
        ))}
      </ul>
      <MoreRows pages={pages}>{t('orders.hub.more')}</MoreRows>
    </>
  )
}

/** What ended long ago, and sales at counters: the hub's word, asked for by a person, since it needs the network. */
export const OlderOrders = (props: OlderProps) => {
  const { t } = useTranslation()
  // Whoever says a receipt's number means that sale, which only the hub has.
  const [isAsked, setAsked] = useState(isPrintedNumber(props.query.text.trim()))
  return (
    <section className={classes.older} aria-label={t('orders.hub.title')}>
      {isAsked ? (
        <>
          <h2>{t('orders.hub.title')}</h2>
          <Answer {...props} />
        </>
      ) : (
        <Button variant="subtle" fullWidth onClick={() => setAsked(true)}>
          {t('orders.hub.ask')}
        </Button>
      )}
    </section>
  )
}
