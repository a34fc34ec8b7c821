import { useTranslation } from 'react-i18next'
import { QuestionNotice } from '../../app/QuestionNotice.tsx'
import { useTerminal } from '../../app/TerminalContext.tsx'
import { useFormats } from '../../app/useFormats.ts'
import { useLive } from '../../app/useLive.ts'
import { Loading } from '../../ui/Loading.tsx'
import classes from './Locations.module.css'
import { useTotal } from './useTotal.ts'

/** Of its head, each location, and the sum. */
const rowHeight = 45

/** How much of one thing there is at each location: the hub's word, so only with a network. */
export const Locations = ({ sku, listed }: { sku: string; listed: boolean }) => {
  const { t } = useTranslation()
  const formats = useFormats()
  const terminal = useTerminal()
  const { locations } = useLive(terminal.shop)
  const total = useTotal(sku)

  if (total.isPending) return <Loading height={rowHeight * (locations.length + 2)} />
  if (total.data === undefined) return <QuestionNotice error={total.error} onRetry={() => void total.refetch()} />
  if (total.data === null) return <p className={classes.none}>{t('stock.notHere')}</p>
  const { data } = total
  // What is not sold any more cannot be sold anywhere, however much of it lies there.
  const available = (amount: number): string => (listed ? formats.number(amount) : '–')
  return (
    <table className={classes.table}>
      <thead>
        <tr>
          <th scope="col">{t('stock.places.location')}</th>
          <th scope="col">{t('stock.column.available')}</th>
          <th scope="col">{t('stock.column.held')}</th>
          <th scope="col">{t('stock.column.onHand')}</th>
        </tr>
      </thead>
      <tbody>
        {data.locations.map((place) => (
          <tr key={place.location}>
            <th scope="row">{locations.find(({ code }) => code === place.location)?.name ?? place.location}</th>
            <td>{available(place.available)}</td>
            <td>{formats.number(place.held)}</td>
            <td>{formats.number(place.onHand)}</td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">{t('stock.places.total')}</th>
          <td>{available(data.available)}</td>
          <td>{formats.number(data.held)}</td>
          <td>{formats.number(data.onHand)}</td>
        </tr>
      </tfoot>
    </table>
  )
}
