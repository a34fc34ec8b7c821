import { useTranslation } from 'react-i18next'
import type { Overview } from '../../app/questions.ts'
import { useFormats } from '../../app/useFormats.ts'
import { useZone } from '../../app/useZone.ts'
import classes from './Figures.module.css'
import { byDay, conversionOf } from './figures.ts'

interface FigureProps {
  readonly label: string
  readonly value: string
  readonly more: string
}

const Figure = ({ label, value, more }: FigureProps) => (
  <div className={classes.figure}>
    <dt>{label}</dt>
    <dd>
      <span className={classes.value}>{value}</span>
      <span className={classes.more}>{more}</span>
    </dd>
  </div>
)

/** The four figures that matter today. */
export const Figures = ({ overview }: { readonly overview: Overview }) => {
  const { t } = useTranslation()
  const { number, percent, time } = useFormats()
  const zone = useZone()
  const { channels, expiring } = overview
  const [today] = byDay(overview, null, 1, zone)
  const rate = today === undefined ? null : conversionOf(today)
  const ended = today === undefined ? 0 : today.confirmed + today.released + today.expired
  const [next] = expiring.holds
  const sum = (of: 'holds' | 'units'): number => channels.reduce((all, channel) => all + channel[of], 0)
  return (
    <dl className={classes.figures}>
      <Figure
        label={t('overview.figures.held')}
        value={number(sum('holds'))}
        more={t('overview.figures.heldMore', { units: number(sum('units')) })}
      />
      <Figure
        label={t('overview.figures.conversion')}
        value={rate === null ? '–' : percent(rate)}
        more={
          rate === null
            ? t('overview.figures.noneEnded')
            : t('overview.figures.conversionMore', { confirmed: number(today?.confirmed ?? 0), ended: number(ended) })
        }
      />
      <Figure
        label={t('overview.figures.expiring')}
        value={
          expiring.isMore ? t('overview.figures.moreThan', { amount: number(expiring.count) }) : number(expiring.count)
        }
        more={
          next === undefined
            ? t('overview.figures.noneExpiring')
            : t('overview.figures.expiringMore', { time: time(next.expiresAt) })
        }
      />
      <Figure
        label={t('overview.figures.again')}
        value={number(today?.unitsAgain ?? 0)}
        more={t('overview.figures.againMore', { given: number(today?.unitsGivenBack ?? 0) })}
      />
    </dl>
  )
}
