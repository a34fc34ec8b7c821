import { useTranslation } from 'react-i18next'
import type { StockOfLocation } from '../../app/questions.ts'
import { useTerminal } from '../../app/TerminalContext.tsx'
import { useFormats } from '../../app/useFormats.ts'
import { useLivePart } from '../../app/useLive.ts'
import classes from '../../ui/Tables.module.css'
import { WideTable } from '../../ui/WideTable.tsx'

const columns = ['skus', 'soldOut', 'onHand', 'held', 'available', 'returning', 'quarantined', 'damaged'] as const

/** The one stock of all channels, by location. */
export const StockTable = ({ stock }: { readonly stock: readonly StockOfLocation[] }) => {
  const { t } = useTranslation()
  const { number } = useFormats()
  const { shop } = useTerminal()
  const locations = useLivePart(shop, (now) => now.locations)
  if (stock.length === 0) return null
  return (
    <section className={classes.part} aria-labelledby="stock-over-channels">
      <h2 id="stock-over-channels">{t('overview.stock.title')}</h2>
      <WideTable>
        <table className={classes.table}>
          <thead>
            <tr>
              <th scope="col">{t('overview.stock.location')}</th>
              {columns.map((column) => (
                <th key={column} scope="col">
                  {t(`overview.stock.${column}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {stock.map((row) => (
              <tr key={row.location}>
                <th scope="row">{locations.find(({ code }) => code === row.location)?.name ?? row.location}</th>
                {columns.map((column) => (
                  <td key={column}>{number(row[column])}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </WideTable>
    </section>
  )
}
