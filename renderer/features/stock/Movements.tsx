import { Button, Skeleton } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { type Bucket, buckets } from '../../../shared/kinds/stock/schema.ts'
import { QuestionNotice } from '../../app/QuestionNotice.tsx'
import type { MovementLine } from '../../app/questions.ts'
import { useGround } from '../../app/TerminalContext.tsx'
import { useFormats } from '../../app/useFormats.ts'
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
  const pages = useInfiniteQuery({
    queryKey: ['movements', sku, location],
    queryFn: ({ pageParam }) => questions.movements({ sku, location, cursor: pageParam }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  })
  if (pages.isPending) return <Skeleton height={160} />
  if (pages.isError) return <QuestionNotice error={pages.error} onRetry={() => void pages.refetch()} />
  const movements = pages.data.pages.flatMap(({ rows }) => rows)
  if (movements.length === 0) return <p className={classes.none}>{t('stock.movements.none')}</p>
  return (
    <>
      <ol className={classes.movements}>
        {movements.map((movement) => (
          <Movement key={movement.id} movement={movement} />
        ))}
      </ol>
      {pages.hasNextPage && (
        <Button
          variant="subtle"
          fullWidth
          mt="xs"
          loading={pages.isFetchingNextPage}
          onClick={() => void pages.fetchNextPage()}
        >
          {t('stock.movements.more')}
        </Button>
      )}
    </>
  )
}
