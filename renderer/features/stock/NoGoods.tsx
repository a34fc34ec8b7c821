import { Button } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { PackagePlus } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { mayAct } from '../../../shared/protocol/roles.ts'
import { useTerminal } from '../../app/TerminalContext.tsx'
import { useLivePart } from '../../app/useLive.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'

/** In a new shop: where its goods come from, and the way there for who may bring them in. */
export const NoGoods = () => {
  const { t } = useTranslation()
  const { me } = useTerminal()
  const navigate = useNavigate()
  const manages = useLivePart(me, (person) => person !== null && mayAct(person.role, 'manager'))
  return (
    <EmptyState
      icon={PackagePlus}
      title={t('stock.empty.title')}
      text={t(manages ? 'stock.empty.manage' : 'stock.empty.ask')}
    >
      {manages && (
        <Button size="lg" mt="md" onClick={() => void navigate({ to: '/settings' })}>
          {t('stock.empty.go')}
        </Button>
      )}
    </EmptyState>
  )
}
