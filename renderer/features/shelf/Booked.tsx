import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useTerminal } from '../../app/TerminalContext.tsx'
import { useFormats } from '../../app/useFormats.ts'
import { useLive } from '../../app/useLive.ts'
import returns from '../returns/Returns.module.css'

/** How much of a thing the books have here. */
export const Booked = ({ sku }: { readonly sku: string }) => {
  const { t } = useTranslation()
  const formats = useFormats()
  const { stock } = useTerminal()
  const level = useLive(useMemo(() => stock.level(sku), [stock, sku]))
  return <span className={returns.soft}>{t('shelf.inBooks', { sku, amount: formats.number(level?.onHand ?? 0) })}</span>
}
