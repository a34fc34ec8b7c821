import { useTranslation } from 'react-i18next'
import { type Bucket, buckets } from '../../../shared/kinds/stock/schema.ts'
import { MoreRows } from '../../app/MoreRows.tsx'
import { QuestionNotice } from '../../app/QuestionNotice.tsx'
import type { MovementLine } from '../../app/questions.ts'
import { useGround } from '../../app/TerminalContext.tsx'
import { usePages } from '../../app/usePages.ts'
import { useFormats } from '../../app/useFormats.ts'
import { Loading } from '../../ui/Loading.tsx'
import classes from './Movements.module.css'
import { readReason } from './readReason.ts'

const isBucket = (text: string): text is Bucket => buckets.some((bucket) => bucket === text)

const Movement = ({ movement }: { movement: MovementLine }) => {
  const { t } = useTranslation()
  const formats = useFormats()
  const bucket = (name: string) => (isBucket(name) ? t(`stock.bucket.${name}`) : name)
  const reason = () => {
    const { known, reference } = readReason(movement.reason)
    const said = known === null ? movement.reason : t(`stock.reason.${known}`)
    return reference === null ? said : `${said}: ${reference}`
  }
  const by = [movement.staffName, movement.terminalName].filter((name) => name !== null).join(' · ')
  return (
    <li className={classes.movement}>
      <span className={classes.quantity}>{formats.number(movement.quantity)}</span>
      <span className={classes.what}>
        {bucket(movement.from)} → {bucket(movement.to)}
        <span className={classes.by}>{[reason(), by].filter((text) => text !== '').join(' · ')}</span>
      </span>
      <time className={classes.at}>{formats.dateAndTime(movement.at)}</time>
    </li>
  )
}

/** What moved of one thing here, the newest first, a page at a time. */
export const Movements = ({ sku, location }: { sku: string; location: string }) => {
  const { t } = useTranslation()
  const { questions } = useGround()
  const pages = usePages(['movements', sku, location], (cursor) => questions.movements({ sku, location, cursor }))
  if (pages.isPending) return <Loading height={160} />
  if (pages.data === undefined) return <QuestionNotice error={pages.error} onRetry={() => void pages.refetch()} />
  const movements = pages.data.pages.flatMap(({ rows }) => rows)
  if (movements.length === 0) return <p className={classes.none}>{t('stock.movements.none')}</p>
  return (
    <>
      <ol className={classes.movements}>
        {movements.map((movement) => (
          <Movement key={movement.id} movement={movement} />
        ))}
      </ol>
      <MoreRows pages={pages}>{t('stock.movements.more')}</MoreRows>
    </>
  )
}
