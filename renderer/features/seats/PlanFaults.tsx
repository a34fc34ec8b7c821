import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { Notice } from '../../ui/Notice.tsx'
import classes from './EventDialog.module.css'
import type { FaultAt, ReadPlan } from './planFile.ts'

const faultsShown = 12

/** `part 2, row C, seat 7` */
const placeOf = ({ zone, row, seat, category }: FaultAt, t: TFunction): string =>
  [
    ...(category === null ? [] : [t('seats.fault.at.category', { n: category })]),
    ...(zone === null ? [] : [t('seats.fault.at.zone', { n: zone })]),
    ...(row === null ? [] : [t('seats.fault.at.row', { name: row })]),
    ...(seat === null ? [] : [t('seats.fault.at.seat', { name: seat })]),
  ].join(', ')

const wordsOf = (fault: FaultAt, t: TFunction): string => {
  const place = placeOf(fault, t)
  const words = t(`seats.fault.${fault.fault}`, { value: fault.value, field: fault.value })
  return place === '' ? words : `${place}: ${words}`
}

/** What is wrong with a file, each fault with its place in the plan. */
export const PlanFaults = ({ read }: { read: Extract<ReadPlan, { ok: false }> }) => {
  const { t } = useTranslation()
  switch (read.why) {
    case 'too_large':
      return <Notice tone="red" role="alert" title={t('seats.fault.tooLarge')} />
    case 'not_json':
      return <Notice tone="red" role="alert" title={t('seats.fault.notJson', { detail: read.detail })} />
    case 'faults':
      return (
        <Notice tone="red" role="alert" title={t('seats.form.faults', { count: read.faults.length })}>
          <ul className={classes.faults} data-testid="plan-faults">
            {read.faults.slice(0, faultsShown).map((fault) => (
              <li key={`${placeOf(fault, t)} ${fault.fault} ${fault.value}`}>{wordsOf(fault, t)}</li>
            ))}
          </ul>
          {read.faults.length > faultsShown && (
            <p>{t('seats.form.moreFaults', { count: read.faults.length - faultsShown })}</p>
          )}
        </Notice>
      )
  }
}
