import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ShopPerson } from '../../../app/people.ts'
import { QuestionNotice } from '../../../app/QuestionNotice.tsx'
import { useGround } from '../../../app/TerminalContext.tsx'
import type { Person } from '../../../app/terminal.ts'
import { useFailure } from '../../../app/useFailure.ts'
import { Loading } from '../../../ui/Loading.tsx'
import settings from '../SettingsScreen.module.css'
import { PersonDialog } from './PersonDialog.tsx'
import { mayChange } from './personForm.ts'
import { Refused } from './Refused.tsx'
import { peopleKey, useSavePerson } from './useSavePerson.ts'

interface RowProps {
  readonly me: Person
  readonly person: ShopPerson
  readonly onChange: () => void
}

const PersonRow = ({ me, person, onChange }: RowProps) => {
  const { t } = useTranslation()
  const { name, role, active } = person
  const again = useSavePerson(() => {})
  const about = [
    t(`roles.${role}`),
    ...(person.id === me.id ? [t('people.you')] : []),
    ...(active ? [] : [t('people.isGone')]),
  ]
  return (
    <li className={settings.row}>
      <span>
        {name}
        <span className={settings.hint}>{about.join(' · ')}</span>
      </span>
      {mayChange(me, person) &&
        (active ? (
          <Button variant="default" aria-label={t('people.changeOne', { name })} onClick={onChange}>
            {t('people.change')}
          </Button>
        ) : (
          <Button
            variant="default"
            aria-label={t('people.againOne', { name })}
            loading={again.isPending}
            onClick={() => again.mutate({ ...person, isNew: false, active: true })}
          >
            {t('people.again')}
          </Button>
        ))}
      {again.isError && (
        <div className={settings.below}>
          <QuestionNotice error={again.error} />
        </div>
      )}
      {again.data !== undefined && again.data !== 'saved' && (
        <div className={settings.below}>
          <Refused why={again.data} />
        </div>
      )}
    </li>
  )
}

/** Who works in the shop: a manager's. The hub tells it, for those who have gone are not kept here. */
export const PeoplePanel = ({ me }: { me: Person }) => {
  const { t } = useTranslation()
  const { questions } = useGround()
  const [open, setOpen] = useState<ShopPerson | 'new' | null>(null)
  const people = useQuery({ queryKey: peopleKey, queryFn: () => questions.people() })
  const failure = useFailure(people)
  const sorted = (people.data ?? []).toSorted(
    (a, b) => Number(b.active) - Number(a.active) || a.name.localeCompare(b.name, 'vi'),
  )
  return (
    <section className={settings.part} aria-labelledby="people">
      <div className={settings.row}>
        <h2>
          <span id="people">{t('people.title')}</span>
          <span className={settings.hint} style={{ fontWeight: 400 }}>
            {t('people.hint')}
          </span>
        </h2>
        <Button variant="default" disabled={people.data === undefined} onClick={() => setOpen('new')}>
          {t('people.add')}
        </Button>
      </div>
      {failure === null && people.isPending && <Loading height={240} />}
      {failure !== null && <QuestionNotice error={failure} onRetry={() => void people.refetch()} />}
      <ul className={settings.list} aria-label={t('people.title')}>
        {sorted.map((person) => (
          <PersonRow key={person.id} me={me} person={person} onChange={() => setOpen(person)} />
        ))}
      </ul>
      {open !== null && (
        <PersonDialog me={me} person={open === 'new' ? null : open} people={sorted} onClose={() => setOpen(null)} />
      )}
    </section>
  )
}
