import '@mantine/charts/styles.css'
import { BarChart } from '@mantine/charts'
import { NativeSelect } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Overview } from '../../app/questions.ts'
import { useFormats } from '../../app/useFormats.ts'
import { useZone } from '../../app/useZone.ts'
import classes from './OutcomeChart.module.css'
import { busyChannels, byDay, type DayOutcomes } from './figures.ts'

const parts = [
  { name: 'confirmed', color: 'var(--hf-calm)' },
  { name: 'live', color: 'var(--hf-pos)' },
  { name: 'released', color: 'var(--hf-other)' },
  { name: 'expired', color: 'var(--hf-amber)' },
] as const

/** `26/11` of `2026-11-26`. */
const shortDay = (day: string): string => `${day.slice(8)}/${day.slice(5, 7)}`

/** What became of each day's holds, as bars; and in words, for who does not see them. */
const OutcomeChart = ({ overview, days }: { readonly overview: Overview; readonly days: number }) => {
  const { t } = useTranslation()
  const { number } = useFormats()
  const zone = useZone()
  const [channel, setChannel] = useState('')
  const rows = byDay(overview, channel === '' ? null : channel, days, zone)
  const inWords = (row: DayOutcomes): string =>
    t('overview.chart.text', {
      ...{ day: shortDay(row.day), placed: number(row.placed), confirmed: number(row.confirmed) },
      ...{ released: number(row.released), expired: number(row.expired), live: number(row.live) },
    })
  return (
    <section className={classes.chart} aria-labelledby="outcomes">
      <header>
        <h2 id="outcomes">{t('overview.chart.title')}</h2>
        <NativeSelect
          aria-label={t('overview.chart.channel')}
          value={channel}
          onChange={(event) => setChannel(event.currentTarget.value)}
          data={[
            { value: '', label: t('overview.chart.all') },
            ...busyChannels(overview).map(({ channel: value, name }) => ({ value, label: name })),
          ]}
        />
      </header>
      <div aria-hidden>
        <BarChart
          h={280}
          type="stacked"
          data={rows.map((row) => ({ ...row, day: shortDay(row.day) }))}
          dataKey="day"
          series={parts.map(({ name, color }) => ({ name, color, label: t(`overview.chart.${name}`) }))}
          valueFormatter={number}
          withLegend
          legendProps={{ verticalAlign: 'bottom', itemSorter: null }}
          barProps={{ isAnimationActive: false }}
          // What it says stands in words below; nothing in it is for keys.
          barChartProps={{ accessibilityLayer: false }}
          tooltipAnimationDuration={0}
        />
      </div>
      <ul className={classes.spoken}>
        {rows.map((row) => (
          <li key={row.day}>{inWords(row)}</li>
        ))}
      </ul>
    </section>
  )
}

export default OutcomeChart
