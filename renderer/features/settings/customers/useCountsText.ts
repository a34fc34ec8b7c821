import { useTranslation } from 'react-i18next'
import type { CustomerCounts } from '../../../app/customers.ts'

const kinds = ['orders', 'bookings', 'waiting', 'queued', 'holds'] as const

/** How often somebody is written, in words; empty if they are nowhere. */
export const useCountsText = (): ((counts: CustomerCounts) => string) => {
  const { t } = useTranslation()
  return (counts) =>
    kinds
      .filter((kind) => counts[kind] > 0)
      .map((kind) => t(`customers.count.${kind}`, { count: counts[kind] }))
      .join(', ')
}
