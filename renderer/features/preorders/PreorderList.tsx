import { PackageSearch } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { BoardOrder } from '../../app/terminal.ts'
import { useMoment } from '../../app/useMoment.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import classes from './Preorders.module.css'
import { PreorderRow } from './PreorderRow.tsx'
import { isPreorder, preordersOf, standings } from './standing.ts'

export interface PreorderListProps {
  readonly orders: readonly BoardOrder[]
  readonly text: string
  readonly chosen: string | null
  readonly onChoose: (order: BoardOrder) => void
}

/** Pre-orders by how they stand: what is overdue first, then by what is due next. From this terminal's own copy. */
export const PreorderList = ({ orders, text, chosen, onChoose }: PreorderListProps) => {
  const { t } = useTranslation()
  const now = useMoment()
  const groups = preordersOf(orders, text, now)
  if (standings.every((one) => groups[one].length === 0))
    return orders.some(isPreorder) ? (
      <p className={classes.none}>{t('preorders.empty.none')}</p>
    ) : (
      <EmptyState icon={PackageSearch} title={t('preorders.empty.title')} text={t('preorders.empty.text')} />
    )
  return standings.map((standing) => {
    const rows = groups[standing]
    return (
      rows.length > 0 && (
        <section key={standing} className={classes.group} aria-label={t(`preorders.standing.${standing}`)}>
          <h2>
            {t(`preorders.standing.${standing}`)} <span>{rows.length}</span>
          </h2>
          <ul className={classes.rows}>
            {rows.map((preorder) => (
              <PreorderRow
                key={preorder.order.id}
                preorder={preorder}
                isChosen={preorder.order.id === chosen}
                onChoose={onChoose}
              />
            ))}
          </ul>
        </section>
      )
    )
  })
}
