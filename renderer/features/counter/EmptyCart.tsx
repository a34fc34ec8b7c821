import { ScanBarcode } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useTerminal } from '../../app/TerminalContext.tsx'
import { useLive } from '../../app/useLive.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { NoGoods } from '../stock/NoGoods.tsx'

/** A counter without a customer; in a new shop, where its goods come from. */
export const EmptyCart = () => {
  const { t } = useTranslation()
  const hasGoods = useLive(useTerminal().catalogue.size) > 0
  if (!hasGoods) return <NoGoods />
  return <EmptyState icon={ScanBarcode} title={t('counter.empty.title')} text={t('counter.empty.text')} />
}
