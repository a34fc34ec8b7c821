import { ActionIcon, Button } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Pencil, X } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { QuestionNotice } from '../../app/QuestionNotice.tsx'
import type { BoardChannel, ChannelLimit } from '../../app/questions.ts'
import { useGround, useTerminal } from '../../app/TerminalContext.tsx'
import { useFormats } from '../../app/useFormats.ts'
import { useLivePart } from '../../app/useLive.ts'
import { Loading } from '../../ui/Loading.tsx'
import { boardKey } from './boardKey.ts'
import classes from './ChannelSide.module.css'
import { LimitDialog } from './LimitDialog.tsx'

const limitsKey = (channel: string) => ['limits', channel] as const

/** What a channel may have of the one stock, by SKU. */
export const LimitList = ({ channel }: { readonly channel: BoardChannel }) => {
  const { t } = useTranslation()
  const { number, moment } = useFormats()
  const { questions } = useGround()
  const { shop, clock } = useTerminal()
  const locations = useLivePart(shop, (now) => now.locations)
  const client = useQueryClient()
  const [asking, setAsking] = useState<ChannelLimit | 'new' | null>(null)
  const limits = useQuery({ queryKey: limitsKey(channel.code), queryFn: () => questions.limitsOf(channel.code) })
  const again = async () => {
    await client.invalidateQueries({ queryKey: limitsKey(channel.code) })
    await client.invalidateQueries({ queryKey: boardKey })
  }
  const drop = useMutation({
    mutationFn: ({ location, sku }: ChannelLimit) => questions.dropLimit({ channel: channel.code, location, sku }),
    onSuccess: again,
  })
  if (limits.isPending) return <Loading height={60} />
  if (limits.isError) return <QuestionNotice error={limits.error} onRetry={() => void limits.refetch()} />
  const inWords = ({ cap, taken, safetyStock, since }: ChannelLimit): string =>
    [
      ...(cap === null
        ? []
        : [
            `${t('channels.limit.cap')}: ${t('channels.limit.capOf', { taken: number(taken), most: number(cap) })}`,
            ...(since === null ? [] : [t('channels.limit.since', { time: moment(since, clock.now()) })]),
          ]),
      ...(safetyStock === null ? [] : [`${t('channels.limit.safety')}: ${number(safetyStock)}`]),
    ].join(' · ')
  return (
    <>
      {limits.data.length === 0 && <p className={classes.soft}>{t('channels.limit.none')}</p>}
      <ul className={classes.rows}>
        {limits.data.map((limit) => {
          const { location, sku } = limit
          const name = sku ?? t('channels.limit.all')
          return (
            <li key={`${location}/${sku ?? ''}`} className={classes.row}>
              <span>
                <span className={classes.line}>
                  {name} · {locations.find(({ code }) => code === location)?.name ?? location}
                </span>
                <span className={classes.soft}>{inWords(limit)}</span>
              </span>
              <span className={classes.acts}>
                <ActionIcon aria-label={t('channels.limit.change', { sku: name })} onClick={() => setAsking(limit)}>
                  <Pencil size={20} aria-hidden />
                </ActionIcon>
                <ActionIcon aria-label={t('channels.limit.drop', { sku: name })} onClick={() => drop.mutate(limit)}>
                  <X size={20} aria-hidden />
                </ActionIcon>
              </span>
            </li>
          )
        })}
      </ul>
      {drop.isError && <QuestionNotice error={drop.error} />}
      <Button variant="default" size="sm" mt="xs" onClick={() => setAsking('new')}>
        {t('channels.limit.add')}
      </Button>
      {asking !== null && (
        <LimitDialog
          channel={channel}
          limit={asking === 'new' ? null : asking}
          onSaved={again}
          onClose={() => setAsking(null)}
        />
      )}
    </>
  )
}
