import { useTranslation } from 'react-i18next'
import type { Return } from '../../app/terminal.ts'
import { useTerminal } from '../../app/TerminalContext.tsx'
import { useFormats } from '../../app/useFormats.ts'
import { useMoment } from '../../app/useMoment.ts'
import classes from './Returns.module.css'
import { missingIn, sinceOf, stageOf, waitsLong } from './returnsView.ts'

/** One return: of which order, in which parcel, what, since when, and whether that is too long. */
export const ReturnRow = ({ one, isChosen, onChoose }: { one: Return; isChosen: boolean; onChoose: () => void }) => {
  const { t } = useTranslation()
  const formats = useFormats()
  const { catalogue, clock } = useTerminal()
  const now = useMoment()
  const what = one.lines.map(({ sku, expected, received }) => {
    const name = catalogue.find(sku)?.name ?? sku
    return `${formats.number(Math.max(expected, received))} ${name}`
  })
  const missing = missingIn(one)
  const isLate = waitsLong(one, now)
  return (
    <li>
      <button
        type="button"
        className={classes.row}
        aria-current={isChosen}
        data-return={one.orderNumber}
        data-late={isLate}
        onClick={onChoose}
      >
        <span className={classes.number}>
          {one.orderNumber}
          <span className={classes.soft}>{one.parcel ?? t('returns.noParcel')}</span>
        </span>
        <span className={classes.what}>{what.join(', ')}</span>
        <span className={classes.standing}>
          <span className={isLate ? classes.late : undefined}>
            {t(`returns.since.${stageOf(one)}`, { time: formats.moment(sinceOf(one), clock.now()) })}
            {isLate && ` · ${t('returns.late')}`}
          </span>
          {stageOf(one) !== 'onTheWay' && missing > 0 && (
            <span className={classes.soft}>{t('returns.missing', { count: missing })}</span>
          )}
        </span>
      </button>
    </li>
  )
}
