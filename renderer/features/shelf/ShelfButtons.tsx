import { Button } from '@mantine/core'
import { ClipboardCheck, PackagePlus } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Sheet } from '../../app/Sheet.tsx'
import { useTerminal } from '../../app/TerminalContext.tsx'
import { useFormats } from '../../app/useFormats.ts'
import { useLivePart } from '../../app/useLive.ts'
import { DeliveryPane } from './DeliveryPane.tsx'
import classes from './Shelf.module.css'
import { StocktakePane } from './StocktakePane.tsx'

/** Both lists that a manager fills at the shelf. One that was begun says how long it is, so that nobody forgets it. */
export const ShelfButtons = () => {
  const { t } = useTranslation()
  const formats = useFormats()
  const { shelf } = useTerminal()
  const brought = useLivePart(shelf.delivery, ({ lines }) => lines.length)
  const counted = useLivePart(shelf.stocktake, (lines) => lines.length)
  const [open, setOpen] = useState<'delivery' | 'stocktake' | null>(null)
  const close = () => setOpen(null)
  const nameOf = (list: 'delivery' | 'stocktake', lines: number) =>
    lines === 0 ? t(`shelf.${list}.open`) : t(`shelf.${list}.goOn`, { amount: formats.number(lines) })
  return (
    <div className={classes.open}>
      <Button variant="default" leftSection={<PackagePlus size={18} aria-hidden />} onClick={() => setOpen('delivery')}>
        {nameOf('delivery', brought)}
      </Button>
      <Button
        variant="default"
        leftSection={<ClipboardCheck size={18} aria-hidden />}
        onClick={() => setOpen('stocktake')}
      >
        {nameOf('stocktake', counted)}
      </Button>
      <Sheet
        opened={open !== null}
        onClose={close}
        position="right"
        size={560}
        title={open === null ? '' : t(`shelf.${open}.title`)}
      >
        {open === 'delivery' && <DeliveryPane onClose={close} />}
        {open === 'stocktake' && <StocktakePane onClose={close} />}
      </Sheet>
    </div>
  )
}
