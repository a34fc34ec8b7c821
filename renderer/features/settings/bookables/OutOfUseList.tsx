import { Button } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { OutOfUse } from '../../../app/bookables.ts'
import { QuestionNotice } from '../../../app/QuestionNotice.tsx'
import { QuestionError } from '../../../app/questions.ts'
import { useGround } from '../../../app/TerminalContext.tsx'
import { useFailure } from '../../../app/useFailure.ts'
import { Loading } from '../../../ui/Loading.tsx'
import { Notice } from '../../../ui/Notice.tsx'
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
      {(bringBack.isError || bringBack.data === false) && (
        <div className={settings.below}>
          {bringBack.isError && <QuestionNotice error={bringBack.error} />}
          {bringBack.data === false && <Notice tone="amber" title={t('bookables.outOfUse.gone')} role="alert" />}
        </div>
      )}
    </li>
  )
}

/** What is not used any more at this location, with the way back; by the hub's word. */
export const OutOfUseList = () => {
  const { t } = useTranslation()
  const { questions } = useGround()
  const asked = useQuery({ queryKey: outOfUseKey, queryFn: questions.outOfUse })
  const failure = useFailure(asked)
  const rows = () => {
    if (failure instanceof QuestionError && failure.why === 'offline')
      return <p className={settings.hint}>{t('bookables.outOfUse.unknown')}</p>
    if (failure !== null) return <QuestionNotice error={failure} onRetry={() => void asked.refetch()} />
    if (asked.data === undefined) return <Loading height={20} />
    if (asked.data.length === 0) return <p className={settings.hint}>{t('bookables.outOfUse.none')}</p>
    return (
      <ul className={settings.list} aria-labelledby="out-of-use">
        {asked.data.map((one) => (
          <OutOfUseRow key={one.code} one={one} />
        ))}
      </ul>
    )
  }
  return (
    <>
      <h3 id="out-of-use">{t('bookables.outOfUse.list')}</h3>
      {rows()}
    </>
  )
}
