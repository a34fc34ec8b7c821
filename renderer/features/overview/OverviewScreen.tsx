import { Button, SegmentedControl } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { QuestionNotice } from '../../app/QuestionNotice.tsx'
import type { Overview } from '../../app/questions.ts'
import { useGround, useTerminal } from '../../app/TerminalContext.tsx'
import { useFailure } from '../../app/useFailure.ts'
import { useFormats } from '../../app/useFormats.ts'
import { useLivePart } from '../../app/useLive.ts'
import { Loading } from '../../ui/Loading.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { OpenDiscrepanciesButton } from '../discrepancies/OpenDiscrepanciesButton.tsx'
import { ChannelTable } from './ChannelTable.tsx'
import { Expiring } from './Expiring.tsx'
import { Figures } from './Figures.tsx'
import { ListMenu } from './ListMenu.tsx'
import { ClosingButton } from './ClosingDialog.tsx'
import classes from './OverviewScreen.module.css'
import { StockTable } from './StockTable.tsx'

/** The library that draws charts is for this screen alone: no counter waits for it. */
const OutcomeChart = lazy(() => import('./OutcomeChart.tsx'))

/** A unit that is held shows within a second. */
const askedEveryMs = 600
const ranges = [7, 14, 30] as const
/** Changes that the figures may lack without a word: they come within the second. */
const fewChanges = 2_000

interface Chosen {
  readonly everywhere: boolean
  readonly days: (typeof ranges)[number]
}

const Head = ({ chosen, onChoose, at }: { chosen: Chosen; onChoose: (chosen: Chosen) => void; at: number | null }) => {
  const { t } = useTranslation()
  const { timeWithSeconds } = useFormats()
  return (
    <header className={classes.head}>
      <span className={classes.soft}>
        {at === null ? t('overview.notYet') : t('overview.asOf', { time: timeWithSeconds(at) })}
      </span>
      <span className={classes.choices}>
        <OpenDiscrepanciesButton />
        <Button component={Link} to="/channels" variant="default">
          {t('channels.title')}
        </Button>
        <ListMenu />
        <ClosingButton />
        <SegmentedControl
          aria-label={t('overview.where.label')}
          value={chosen.everywhere ? 'all' : 'here'}
          onChange={(value) => onChoose({ ...chosen, everywhere: value === 'all' })}
          data={[
            { value: 'here', label: t('overview.where.here') },
            { value: 'all', label: t('overview.where.all') },
          ]}
        />
        <SegmentedControl
          aria-label={t('overview.days.label')}
          value={String(chosen.days)}
          onChange={(value) => onChoose({ ...chosen, days: ranges.find((days) => String(days) === value) ?? 14 })}
          data={ranges.map((count) => ({ value: String(count), label: t('overview.days.value', { count }) }))}
        />
      </span>
    </header>
  )
}

const Body = ({ overview, days }: { readonly overview: Overview; readonly days: number }) => {
  const { t } = useTranslation()
  const { number } = useFormats()
  return (
    <>
      {overview.uncounted > fewChanges && (
        <Notice tone="amber" title={t('overview.behind', { amount: number(overview.uncounted) })} role="status" />
      )}
      <Figures overview={overview} />
      <div className={classes.columns}>
        <div className={classes.main}>
          <Suspense fallback={<Loading height={340} />}>
            <OutcomeChart overview={overview} days={days} />
          </Suspense>
          <ChannelTable overview={overview} />
          <StockTable stock={overview.stock} />
        </div>
        <Expiring expiring={overview.expiring} />
      </div>
    </>
  )
}

/** What matters of all channels now: for managers, by the hub's word. */
export const OverviewScreen = () => {
  const { t } = useTranslation()
  const { questions } = useGround()
  const { shop } = useTerminal()
  const here = useLivePart(shop, ({ terminal }) => terminal?.location ?? null)
  const [chosen, setChosen] = useState<Chosen>({ everywhere: false, days: 14 })
  const location = chosen.everywhere ? null : here
  const asked = useQuery({
    queryKey: ['overview', location, chosen.days],
    queryFn: () => questions.overview({ location, days: chosen.days }),
    refetchInterval: askedEveryMs,
    placeholderData: (before) => before,
  })
  const failure = useFailure(asked)
  return (
    // It scrolls, and so has to be reached by keys.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <section className={classes.screen} aria-label={t('overview.title')} tabIndex={0}>
      <Head chosen={chosen} onChoose={setChosen} at={asked.data?.at ?? null} />
      {failure !== null && <QuestionNotice error={failure} onRetry={() => void asked.refetch()} />}
      {asked.data === undefined ? (
        failure === null && <Loading height={480} />
      ) : (
        <Body overview={asked.data} days={chosen.days} />
      )}
    </section>
  )
}
