import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Waypoints } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { QuestionNotice } from '../../app/QuestionNotice.tsx'
import type { ChannelBoard } from '../../app/questions.ts'
import { useGround } from '../../app/TerminalContext.tsx'
import { useFailure } from '../../app/useFailure.ts'
import { Loading } from '../../ui/Loading.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { CarrierList } from './CarrierList.tsx'
import { ChannelDialog } from './ChannelDialog.tsx'
import { ChannelRow } from './ChannelRow.tsx'
import { ChannelSide } from './ChannelSide.tsx'
import classes from './ChannelsScreen.module.css'
import { boardKey } from './boardKey.ts'
import { WebhookList } from './WebhookList.tsx'

/** How channels fare changes slowly. */
const askedEveryMs = 5_000

const Board = ({ board }: { readonly board: ChannelBoard }) => {
  const { t } = useTranslation()
  const [chosen, choose] = useState<string | null>(null)
  const [isAdding, setAdding] = useState(false)
  const channel = board.channels.find(({ code }) => code === chosen)
  return (
    <div className={classes.board}>
      {/* It scrolls, and so has to be reached by keys. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <section className={classes.list} aria-label={t('channels.list')} tabIndex={0}>
        <ul className={classes.rows}>
          {board.channels.map((one) => (
            <ChannelRow
              key={one.code}
              channel={one}
              isChosen={one.code === chosen}
              onChoose={() => choose(one.code === chosen ? null : one.code)}
            />
          ))}
        </ul>
        <Button className={classes.add} variant="default" size="sm" onClick={() => setAdding(true)}>
          {t('channels.form.add')}
        </Button>
        <WebhookList webhooks={board.webhooks} />
        <CarrierList carriers={board.carriers} />
      </section>
      <div className={classes.side}>
        {channel === undefined ? (
          <EmptyState icon={Waypoints} title={t('channels.choose.title')} text={t('channels.choose.text')} />
        ) : (
          <ChannelSide key={channel.code} channel={channel} all={board.channels} />
        )}
      </div>
      {isAdding && (
        <ChannelDialog
          channel={null}
          all={board.channels}
          onSaved={(code) => {
            setAdding(false)
            choose(code)
          }}
          onClose={() => setAdding(false)}
        />
      )}
    </div>
  )
}

/** Channels with their keys, what each may have, and how each fares. For managers, by the hub's word. */
export const ChannelsScreen = () => {
  const { questions } = useGround()
  const board = useQuery({
    queryKey: boardKey,
    queryFn: () => questions.channelBoard(),
    refetchInterval: askedEveryMs,
  })
  const failure = useFailure(board)
  return (
    <div className={classes.screen}>
      {failure !== null && (
        <div className={classes.notice}>
          <QuestionNotice error={failure} onRetry={() => void board.refetch()} />
        </div>
      )}
      {board.data === undefined && failure === null && (
        <div className={classes.notice}>
          <Loading height={320} />
        </div>
      )}
      {board.data !== undefined && <Board board={board.data} />}
    </div>
  )
}
