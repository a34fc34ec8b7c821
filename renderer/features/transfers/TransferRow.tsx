import { useTranslation } from 'react-i18next'
import { comingIn } from '../../../shared/transfers/transfers.ts'
import type { BoardTransfer } from '../../app/terminal.ts'
import { useTerminal } from '../../app/TerminalContext.tsx'
import { useFormats } from '../../app/useFormats.ts'
import { usePlaces } from './usePlaces.ts'
import classes from '../returns/Returns.module.css'

/** One transfer: from where or to where, what, since when, and what is missing. */
export const TransferRow = ({
  one,
  isChosen,
  onChoose,
}: {
  one: BoardTransfer
  isChosen: boolean
  onChoose: () => void
}) => {
  const { t } = useTranslation()
  const formats = useFormats()
  const { catalogue, clock } = useTerminal()
  const { here, nameOf } = usePlaces()
  const what = one.lines.map(({ sku, sent, received }) => {
    const name = catalogue.find(sku)?.name ?? sku
    return `${formats.number(Math.max(sent, received))} ${name}`
  })
  const stands = () => {
    if (one.isWaiting) return t('transfers.waiting')
    if (one.state === 'cancelled') return t('transfers.cancelled')
    const missing = comingIn(one)
    if (one.state === 'received' && missing > 0) return t('transfers.missing', { count: missing })
    return one.state === 'received' ? t('transfers.received') : null
  }
  const standing = stands()
  return (
    <li>
      <button
        type="button"
        className={classes.row}
        aria-current={isChosen}
        data-transfer={one.number}
        data-late={one.state === 'received' && comingIn(one) > 0}
        onClick={onChoose}
      >
        <span className={classes.number}>
          {one.from === here
            ? t('transfers.toPlace', { place: nameOf(one.to) })
            : t('transfers.fromPlace', { place: nameOf(one.from) })}
          <span className={classes.soft}>{one.number}</span>
        </span>
        <span className={classes.what}>{what.join(', ')}</span>
        <span className={classes.standing}>
          {t('transfers.sentAt', { time: formats.moment(one.sentAt, clock.now()) })}
          {standing !== null && <span className={classes.soft}>{standing}</span>}
        </span>
      </button>
    </li>
  )
}
