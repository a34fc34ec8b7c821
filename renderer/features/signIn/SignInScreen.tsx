import { Users } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useTerminal } from '../../app/TerminalContext.tsx'
import { useLive } from '../../app/useLive.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { GatePage } from '../pairing/GatePage.tsx'
import { PinEntry } from './PinEntry.tsx'
import classes from './SignInScreen.module.css'

const initials = (name: string): string =>
  name
    .split(/\s+/)
    .slice(-2)
    .map((word) => word.charAt(0))
    .join('')
    .toUpperCase()

/** Who works here now: people as big tiles, then the PIN. */
export const SignInScreen = () => {
  const { t } = useTranslation()
  const terminal = useTerminal()
  const people = useLive(terminal.people)
  const letGo = useLive(terminal.letGo)
  const shop = useLive(terminal.shop)
  const [chosen, setChosen] = useState<string | null>(null)
  const person = people.find(({ id }) => id === chosen)

  if (person !== undefined) return <PinEntry key={person.id} person={person} onBack={() => setChosen(null)} />
  return (
    <GatePage
      wide
      title={t('signIn.title')}
      text={[shop.location?.name, shop.terminal?.name].filter(Boolean).join(' · ')}
    >
      {letGo !== null && (
        <Notice tone="amber" role="status" title={t('signIn.letGo', { name: letGo.name })}>
          {t('signIn.letGoText')}
        </Notice>
      )}
      {people.length === 0 ? (
        <EmptyState icon={Users} title={t('signIn.emptyTitle')} text={t('signIn.emptyText')} />
      ) : (
        <ul className={classes.people}>
          {people.map(({ id, name, role }) => (
            <li key={id}>
              <button type="button" className={classes.person} onClick={() => setChosen(id)}>
                <span className={classes.initials} aria-hidden>
                  {initials(name)}
                </span>
                <span className={classes.name}>{name}</span>
                <span className={classes.role}>{t(`roles.${role}`)}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </GatePage>
  )
}
