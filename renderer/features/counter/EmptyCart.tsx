import { Button } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { PackagePlus, ScanBarcode } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { mayAct } from '../../../shared/protocol/roles.ts'
import { useTerminal } from '../../app/TerminalContext.tsx'
import { useLive } from '../../app/useLive.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'

/** A counter without a customer; in a new shop, where its goods come from. */
export const EmptyCart = () => {
  const { t } = useTranslation()
  const terminal = useTerminal()
  const navigate = useNavigate()
  const hasGoods = useLive(terminal.catalogue.size) > 0
  const me = useLive(terminal.me)
  if (hasGoods) return <EmptyState icon={ScanBarcode} title={t('counter.empty.title')} text={t('counter.empty.text')} />
  const manages = me !== null && mayAct(me.role, 'manager')
  return (
    <EmptyState
      icon={PackagePlus}
      title={t('counter.noGoods.title')}
      text={t(manages ? 'counter.noGoods.manage' : 'counter.noGoods.ask')}
    >
      {manages && (
        <Button size="lg" mt="md" onClick={() => void navigate({ to: '/settings' })}>
          {t('counter.noGoods.go')}
        </Button>
      )}
    </EmptyState>
  )
}
