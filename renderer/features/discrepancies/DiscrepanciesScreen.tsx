import { SegmentedControl, Select } from '@mantine/core'
import { CircleCheck, CloudOff } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { discrepancyKinds } from '../../../shared/holds/discrepancies.ts'
import { MoreRows } from '../../app/MoreRows.tsx'
import { QuestionNotice } from '../../app/QuestionNotice.tsx'
import type { DiscrepanciesQuery, ToldDiscrepancy } from '../../app/questions.ts'
import { useTerminal } from '../../app/TerminalContext.tsx'
import { useFailure } from '../../app/useFailure.ts'
import { useFormats } from '../../app/useFormats.ts'
import { useLive, useLivePart } from '../../app/useLive.ts'
import { Loading } from '../../ui/Loading.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ListScreen } from '../../ui/ListScreen.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { DiscrepancyCard } from '../activity/DiscrepancyCard.tsx'
import classes from './Discrepancies.module.css'
import { useDiscrepancies, useOpenDiscrepancies } from './useDiscrepancies.ts'

const Tools = ({ query, onQuery }: { query: DiscrepanciesQuery; onQuery: (query: DiscrepanciesQuery) => void }) => {
  const { t } = useTranslation()
  const formats = useFormats()
  const { shop } = useTerminal()
  const places = useLivePart(shop, ({ locations }) => locations)
  const told = useOpenDiscrepancies().data
  const open = told ?? []
  const count = (wants: (one: (typeof open)[number]) => boolean) =>
    open.filter(wants).reduce((sum, one) => sum + one.count, 0)
  const ofKind = (kind: string) =>
    count((one) => one.kind === kind && (query.location === null || one.location === query.location))
  const openWord = t('discrepancies.state.open')
  return (
    <>
      <SegmentedControl
        aria-label={t('discrepancies.state.label')}
        value={query.isSettled ? 'settled' : 'open'}
        onChange={(value) => onQuery({ ...query, isSettled: value === 'settled' })}
        data={[
          {
            value: 'open',
            label:
              told === undefined
                ? openWord
                : t('discrepancies.counted', { kind: openWord, amount: formats.number(count(() => true)) }),
          },
          { value: 'settled', label: t('discrepancies.state.settled') },
        ]}
      />
      <Select
        w={240}
        aria-label={t('discrepancies.kinds.label')}
        allowDeselect={false}
        value={query.kind ?? ''}
        onChange={(kind) => onQuery({ ...query, kind: discrepancyKinds.find((one) => one === kind) ?? null })}
        data={[
          { value: '', label: t('discrepancies.kinds.all') },
          ...discrepancyKinds.map((kind) => ({
            value: kind,
            label:
              ofKind(kind) === 0
                ? t(`discrepancies.kind.${kind}`)
                : t('discrepancies.counted', {
                    ...{ kind: t(`discrepancies.kind.${kind}`), amount: formats.number(ofKind(kind)) },
                  }),
          })),
        ]}
      />
      <Select
        w={200}
        aria-label={t('discrepancies.places.label')}
        allowDeselect={false}
        value={query.location ?? ''}
        onChange={(location) => onQuery({ ...query, location: location === '' ? null : location })}
        data={[
          { value: '', label: t('discrepancies.places.all') },
          ...places.map(({ code, name }) => ({ value: code, label: name })),
        ]}
      />
    </>
  )
}

/** What is open here, for as long as the hub cannot be asked. */
const useHere = ({ isSettled, kind, location }: DiscrepanciesQuery): readonly ToldDiscrepancy[] => {
  const all = useLive(useTerminal().activity.discrepancies)
  if (isSettled) return []
  return all
    .filter((one) => (kind === null || one.kind === kind) && (location === null || one.location === location))
    .map((one) => ({ ...one, settledAt: null, settledBy: null, note: null }))
}

/** One list of all that did not fit, of all kinds and places, with what to do about each. For managers. */
export const DiscrepanciesScreen = () => {
  const { t } = useTranslation()
  const { shop, status } = useTerminal()
  const places = useLivePart(shop, ({ locations }) => locations)
  const isOffline = useLivePart(status, ({ connection }) => connection === 'offline')
  const [query, setQuery] = useState<DiscrepanciesQuery>({ isSettled: false, kind: null, location: null })
  const { pages, rows, settled } = useDiscrepancies(query)
  const failure = useFailure(pages)
  const here = useHere(query)
  const shown = isOffline || (failure !== null && pages.data === undefined) ? here : rows
  const state = isOffline ? 'unknown' : query.isSettled ? 'settled' : 'open'
  const placeOf = (code: string) => places.find((place) => place.code === code)?.name ?? code
  return (
    <ListScreen label={t('discrepancies.title')} tools={<Tools query={query} onQuery={setQuery} />}>
      {/* It scrolls, and so has to be reached by keys. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div className={classes.list} role="group" aria-label={t('discrepancies.title')} tabIndex={0}>
        {isOffline && <Notice tone="offline" role="status" title={t('discrepancies.offline')} />}
        {!isOffline && failure !== null && !pages.isFetchNextPageError && (
          <QuestionNotice error={failure} onRetry={() => void pages.refetch()} />
        )}
        {!isOffline && pages.isPending && failure === null && <Loading height={120} />}
        {(isOffline || pages.isSuccess) && shown.length === 0 && (
          <EmptyState
            icon={isOffline ? CloudOff : CircleCheck}
            title={t(`discrepancies.empty.${state}`)}
            text={t(`discrepancies.empty.${state}Text`)}
          />
        )}
        <ul className={classes.cards}>
          {shown.map((one) => (
            <DiscrepancyCard
              key={one.id}
              discrepancy={one}
              place={placeOf(one.location)}
              settled={
                one.settledAt === null ? undefined : { by: one.settledBy ?? '', at: one.settledAt, note: one.note }
              }
              onSettled={() => settled(one.id)}
            />
          ))}
        </ul>
        {!isOffline && <MoreRows pages={pages}>{t('discrepancies.more')}</MoreRows>}
      </div>
    </ListScreen>
  )
}
