import { Button, Group } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import type { LucideIcon } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { mayAct } from '../../../shared/protocol/roles.ts'
import { useTerminal } from '../../app/TerminalContext.tsx'
import { useLive, useLivePart } from '../../app/useLive.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'

interface Props {
  readonly icon: LucideIcon
  readonly title: string
  /** What will stand here. */
  readonly text: string
  /** The way to another screen is taken. */
  readonly onGo?: () => void
}

/** In a shop where nothing can be booked yet: what is missing, and the way there for who may say it. */
export const FirstSteps = ({ icon, title, text, onGo }: Props) => {
  const { t } = useTranslation()
  const { bookings, me } = useTerminal()
  const navigate = useNavigate()
  const { resources, services } = useLive(bookings.board)
  const manages = useLivePart(me, (person) => person !== null && mayAct(person.role, 'manager'))
  const missing = !resources.some(({ active }) => active) ? 'resources' : services.length === 0 ? 'services' : 'fitting'
  const go = (to: '/floor' | '/settings') => {
    onGo?.()
    void navigate({ to })
  }
  return (
    <EmptyState icon={icon} title={title} text={text}>
      <p>{t(`firstSteps.${missing}`)}</p>
      {manages ? (
        <Group mt="md" justify="center">
          {missing !== 'services' && (
            <Button size="lg" onClick={() => go('/floor')}>
              {t('firstSteps.toFloor')}
            </Button>
          )}
          <Button size="lg" variant={missing === 'services' ? 'filled' : 'default'} onClick={() => go('/settings')}>
            {t(missing === 'services' ? 'firstSteps.toServices' : 'firstSteps.toSettings')}
          </Button>
        </Group>
      ) : (
        <p>{t('firstSteps.ask')}</p>
      )}
    </EmptyState>
  )
}
