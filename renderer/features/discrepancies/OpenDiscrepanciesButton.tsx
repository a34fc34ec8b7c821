import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../../app/useFormats.ts'
import { useOpenDiscrepancies } from './useDiscrepancies.ts'

/** How much does not fit anywhere, and the way to it. */
export const OpenDiscrepanciesButton = () => {
  const { t } = useTranslation()
  const formats = useFormats()
  const count = useOpenDiscrepancies().data?.reduce((sum, one) => sum + one.count, 0) ?? 0
  const kind = t('discrepancies.title')
  return (
    <Button component={Link} to="/discrepancies" variant="default">
      {count === 0 ? kind : t('discrepancies.counted', { kind, amount: formats.number(count) })}
    </Button>
  )
}
