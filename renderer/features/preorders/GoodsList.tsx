import { Button } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { mayAct } from '../../../shared/protocol/roles.ts'
import { MoreRows } from '../../app/MoreRows.tsx'
import { QuestionNotice } from '../../app/QuestionNotice.tsx'
import type { GoodsToCome } from '../../app/questions.ts'
import { useTerminal } from '../../app/TerminalContext.tsx'
import type { BoardOrder } from '../../app/terminal.ts'
import { useFailure } from '../../app/useFailure.ts'
import { useFormats } from '../../app/useFormats.ts'
import { useLivePart } from '../../app/useLive.ts'
import { useMoment } from '../../app/useMoment.ts'
import { Loading } from '../../ui/Loading.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { ArrivalDialog } from './ArrivalDialog.tsx'
import { GoodsDialog } from './GoodsDialog.tsx'
import { GoodsRow } from './GoodsRow.tsx'
import classes from './Preorders.module.css'
import { useGoodsToCome } from './useGoodsToCome.ts'

type Asking = { readonly what: 'open' } | { readonly what: 'change' | 'arrived'; readonly goods: GoodsToCome }

/** What is still to come first, the first to be released first; then what has been. */
const byRelease = (now: number) => (one: GoodsToCome, other: GoodsToCome) =>
  Number(one.releaseAt <= now) - Number(other.releaseAt <= now) || one.releaseAt - other.releaseAt

const Told = ({ pages, failure }: { pages: ReturnType<typeof useGoodsToCome>['pages']; failure: Error | null }) => {
  const { t } = useTranslation()
  const formats = useFormats()
  if (failure === null) return null
  if (pages.data === undefined)
    return (
      <div className={classes.notice}>
        <QuestionNotice error={failure} onRetry={() => void pages.refetch()} />
      </div>
    )
  return (
    <div className={classes.notice}>
      <Notice
        tone="offline"
        role="status"
        title={t('preorders.goods.seen', { time: formats.time(pages.dataUpdatedAt) })}
      >
        {t('preorders.goods.works')}
      </Notice>
    </div>
  )
}

export interface GoodsListProps {
  readonly orders: readonly BoardOrder[]
  readonly onChoose: (order: BoardOrder) => void
}

/** Goods to come: how many are promised, free and arrived, and when they are released. What a manager does with them needs the hub. */
export const GoodsList = ({ orders, onChoose }: GoodsListProps) => {
  const { t } = useTranslation()
  const { me } = useTerminal()
  const now = useMoment()
  const manages = useLivePart(me, (person) => person !== null && mayAct(person.role, 'manager'))
  const { pages, askAgain } = useGoodsToCome(orders)
  const failure = useFailure(pages)
  const [asking, setAsking] = useState<Asking | null>(null)
  const rows = (pages.data?.pages ?? []).flatMap((page) => page.rows).toSorted(byRelease(now))
  const close = () => {
    setAsking(null)
    void askAgain()
  }
  return (
    <section className={classes.group} aria-label={t('preorders.goods.title')}>
      <header className={classes.head}>
        <h2>{t('preorders.goods.title')}</h2>
        {manages && <Button onClick={() => setAsking({ what: 'open' })}>{t('preorders.goods.open')}</Button>}
      </header>
      <Told pages={pages} failure={failure} />
      {pages.isPending && failure === null && <Loading height={72} mx={16} my={8} w="auto" />}
      {pages.isSuccess && rows.length === 0 && <p className={classes.none}>{t('preorders.goods.empty.text')}</p>}
      <ul className={classes.rows}>
        {rows.map((goods) => (
          <GoodsRow key={goods.sku} goods={goods} now={now}>
            {manages && (
              <>
                <Button variant="default" size="sm" onClick={() => setAsking({ what: 'arrived', goods })}>
                  {t('preorders.goods.arrived')}
                </Button>
                <Button variant="subtle" size="sm" onClick={() => setAsking({ what: 'change', goods })}>
                  {t('preorders.goods.change')}
                </Button>
              </>
            )}
          </GoodsRow>
        ))}
      </ul>
      <MoreRows pages={pages}>{t('orders.hub.more')}</MoreRows>
      {asking?.what === 'open' && <GoodsDialog onClose={close} />}
      {asking?.what === 'change' && <GoodsDialog goods={asking.goods} onClose={close} />}
      {asking?.what === 'arrived' && (
        <ArrivalDialog goods={asking.goods} orders={orders} onChoose={onChoose} onClose={close} />
      )}
    </section>
  )
}
