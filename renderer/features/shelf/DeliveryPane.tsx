import { Button, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useTranslation } from 'react-i18next'
import { maxQuantity } from '../../../shared/quantity.ts'
import { useTerminal } from '../../app/TerminalContext.tsx'
import { useFormats } from '../../app/useFormats.ts'
import { useLive } from '../../app/useLive.ts'
import { DialogFoot } from '../../ui/DialogFoot.tsx'
import returns from '../returns/Returns.module.css'
import { GoodsField } from '../transfers/GoodsField.tsx'
import { Booked } from './Booked.tsx'
import { DropList } from './DropList.tsx'
import { ShelfLine } from './ShelfLine.tsx'
import { useGathering } from './useGathering.ts'

/** Goods that came from outside: each piece scanned, or a number typed; on hand and for sale once they are booked. */
export const DeliveryPane = ({ onClose }: { readonly onClose: () => void }) => {
  const { t } = useTranslation()
  const formats = useFormats()
  const { shelf } = useTerminal()
  const { lines, reference } = useLive(shelf.delivery)
  const quantityOf = (sku: string) => lines.find((line) => line.sku === sku)?.quantity ?? 0
  const { lastTaken, take } = useGathering(lines, (sku) => {
    void shelf.bring(sku, Math.min(quantityOf(sku) + 1, maxQuantity))
  })
  const pieces = lines.reduce((sum, { quantity }) => sum + quantity, 0)
  const book = () => {
    void shelf.bookDelivery()
    notifications.show({ withBorder: true, message: t('shelf.delivery.booked', { amount: formats.number(pieces) }) })
    onClose()
  }
  return (
    <article className={returns.pane} aria-label={t('shelf.delivery.title')}>
      <TextInput
        label={t('stock.receive.reference')}
        placeholder={t('stock.receive.optional')}
        maxLength={120}
        value={reference}
        onChange={(event) => void shelf.refer(event.currentTarget.value)}
      />
      <GoodsField onPick={take} />
      {lines.length === 0 ? (
        <p className={returns.soft}>{t('shelf.delivery.empty')}</p>
      ) : (
        <ul className={returns.counts}>
          {lines.map(({ sku, quantity }) => (
            <ShelfLine
              key={sku}
              {...{ sku, quantity, min: 1, max: maxQuantity, lastTaken: lastTaken(sku) }}
              onQuantity={(came) => void shelf.bring(sku, came)}
              onRemove={() => void shelf.bring(sku, 0)}
            >
              <Booked sku={sku} />
            </ShelfLine>
          ))}
        </ul>
      )}
      <DialogFoot>
        <div className={returns.acts}>
          <Button disabled={lines.length === 0} onClick={book}>
            {t('shelf.delivery.book', { amount: formats.number(pieces) })}
          </Button>
          <DropList lines={lines.length} onDrop={() => void shelf.dropDelivery()} />
        </div>
      </DialogFoot>
    </article>
  )
}
