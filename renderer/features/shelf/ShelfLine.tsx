import { ActionIcon } from '@mantine/core'
import { X } from 'lucide-react'
import { type ReactNode, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useTerminal } from '../../app/TerminalContext.tsx'
import { Stepper } from '../../ui/Stepper.tsx'
import returns from '../returns/Returns.module.css'
import classes from './Shelf.module.css'

export interface ShelfLineProps {
  readonly sku: string
  readonly quantity: number
  readonly min: number
  readonly max: number
  /** The how manieth taking this was, if it was scanned or found last; else null. */
  readonly lastTaken: number | null
  /** What there is to say of it. */
  readonly children: ReactNode
  readonly onQuantity: (quantity: number) => void
  readonly onRemove: () => void
}

/** One thing of a list at the shelf, with how much of it; the one that was scanned last comes into sight. */
export const ShelfLine = ({ sku, quantity, min, max, lastTaken, children, onQuantity, onRemove }: ShelfLineProps) => {
  const { t } = useTranslation()
  const { catalogue } = useTerminal()
  const row = useRef<HTMLLIElement>(null)
  useEffect(() => {
    if (lastTaken !== null) row.current?.scrollIntoView({ block: 'nearest' })
  }, [lastTaken])
  const name = catalogue.find(sku)?.name ?? sku
  return (
    <li ref={row} data-shelf={sku} data-last={lastTaken !== null} className={classes.line}>
      <span>
        <strong>{name}</strong>
        {children}
      </span>
      <span className={returns.stepper}>
        <Stepper label={name} min={min} max={max} value={quantity} onChange={onQuantity} />
        <ActionIcon variant="subtle" aria-label={t('shelf.remove', { name })} onClick={onRemove}>
          <X size={18} aria-hidden />
        </ActionIcon>
      </span>
    </li>
  )
}
