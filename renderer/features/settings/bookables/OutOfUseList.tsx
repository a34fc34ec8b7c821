import { Button } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { OutOfUse } from '../../../app/bookables.ts'
import { QuestionNotice } from '../../../app/QuestionNotice.tsx'
import { useGround } from '../../../app/TerminalContext.tsx'
import settings from '../SettingsScreen.module.css'
import { outOfUseKey } from './outOfUseKey.ts'

const OutOfUseRow = ({ one }: { one: OutOfUse }) => {
  const { t } = useTranslation()
  const { questions } = useGround()
  const client = useQueryClient()
  const bringBack = useMutation({
    mutationFn: () => questions.setInUse(one.code, true),
    onSuccess: () => client.invalidateQueries({ queryKey: outOfUseKey }),
  })
  const about = [
    t(`bookables.kind.${one.kind}`),
    ...(one.bookings === 0 ? [] : [t('bookables.outOfUse.ahead', { count: one.bookings })]),
  ]
  return (
    <li className={settings.row}>
      <span>
        {one.name}
        <span className={settings.hint}>{about.join(' · ')}</span>
      </span>
      <Button
        variant="default"
        aria-label={t('bookables.outOfUse.againOne', { name: one.name })}
        loading={bringBack.isPending}
        onClick={() => bringBack.mutate()}
      >
        {t('bookables.outOfUse.again')}
      </Button>
      {bringBack.isError && <QuestionNotice error={bringBack.error} />}
    </li>
  )
}

/** What is not used any more at this location, with the way back; by the hub's word. Nothing where there is none. */
export const OutOfUseList = () => {
  const { t } = useTranslation()
  const { questions } = useGround()
  const asked = useQuery({ queryKey: outOfUseKey, queryFn: questions.outOfUse })
  if (asked.isError) return <p className={settings.hint}>{t('bookables.outOfUse.unknown')}</p>
  if (asked.data === undefined || asked.data.length === 0) return null
  return (
    <>
      <h3 id="out-of-use">{t('bookables.outOfUse.list')}</h3>
      <ul className={settings.list} aria-labelledby="out-of-use">
        {asked.data.map((one) => (
          <OutOfUseRow key={one.code} one={one} />
        ))}
      </ul>
    </>
  )
}
