import { Button } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useTranslation } from 'react-i18next'
import { maxOnHand } from '../../../shared/quantity.ts'
import type { Counted } from '../../app/terminal.ts'
import { useTerminal } from '../../app/TerminalContext.tsx'
import { useFormats } from '../../app/useFormats.ts'
import { useLive } from '../../app/useLive.ts'
import { DialogFoot } from '../../ui/DialogFoot.tsx'
import returns from '../returns/Returns.module.css'
import { GoodsField } from '../transfers/GoodsField.tsx'
import { DropList } from './DropList.tsx'
import classes from './Shelf.module.css'
import { ShelfLine } from './ShelfLine.tsx'
import { useGathering } from './useGathering.ts'

/** How a count stands to the books, in words; what changed while somebody counted is told. */
const Difference = ({ sku, counted, seen, seenFirst }: Counted) => {
  const { t } = useTranslation()
  const formats = useFormats()
  const amount = formats.number(Math.abs(counted - seen))
  const said = () => {
    if (counted === seen) return t('shelf.stocktake.fits')
    return t(counted > seen ? 'shelf.stocktake.more' : 'shelf.stocktake.fewer', { amount })
  }
  return (
    <>
      <span className={counted === seen ? returns.soft : classes.differs}>
        {t('shelf.inBooks', { sku, amount: formats.number(seen) })} · {said()}
      </span>
      {seen !== seenFirst && (
        <span className={classes.unsure}>
          {t('shelf.stocktake.unsure', { before: formats.number(seenFirst), after: formats.number(seen) })}
        </span>
      )}
    </>
  )
}

/** What is on the shelf: each piece scanned, or a number typed. What is not on the list stays as the books have it. */
export const StocktakePane = ({ onClose }: { readonly onClose: () => void }) => {
  const { t } = useTranslation()
  const formats = useFormats()
  const { shelf } = useTerminal()
  const lines = useLive(shelf.stocktake)
  const countOf = (sku: string) => lines.find((line) => line.sku === sku)?.counted ?? 0
  const { lastTaken, take } = useGathering(lines, (sku) => void shelf.count(sku, Math.min(countOf(sku) + 1, maxOnHand)))
  const amount = formats.number(lines.length)
  const differing = formats.number(lines.filter(({ counted, seen }) => counted !== seen).length)
  const book = () => {
    void shelf.bookStocktake()
    notifications.show({ withBorder: true, message: t('shelf.stocktake.booked', { amount, differing }) })
    onClose()
  }
  return (
    <article className={returns.pane} aria-label={t('shelf.stocktake.title')}>
      <GoodsField onPick={take} />
      {lines.length === 0 ? (
        <p className={returns.soft}>{t('shelf.stocktake.empty')}</p>
      ) : (
        <ul className={returns.counts}>
          {lines.map((line) => (
            <ShelfLine
              key={line.sku}
              {...{ sku: line.sku, quantity: line.counted, min: 0, max: maxOnHand, lastTaken: lastTaken(line.sku) }}
              onQuantity={(counted) => void shelf.count(line.sku, counted)}
              onRemove={() => void shelf.count(line.sku, null)}
            >
              <Difference {...line} />
            </ShelfLine>
          ))}
        </ul>
      )}
      <DialogFoot>
        <div className={returns.acts}>
          <Button disabled={lines.length === 0} onClick={book}>
            {t('shelf.stocktake.book', { amount, differing })}
          </Button>
          <DropList lines={lines.length} onDrop={() => void shelf.dropStocktake()} />
        </div>
      </DialogFoot>
    </article>
  )
}
