import { Button } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { BoardChannel } from '../../app/questions.ts'
import { ChannelDialog } from './ChannelDialog.tsx'
import classes from './ChannelSide.module.css'
import { KeyList } from './KeyList.tsx'
import { LimitList } from './LimitList.tsx'
import { ShopPart } from './ShopPart.tsx'

/** All of one channel: its keys, what it may have, its shop. */
export const ChannelSide = ({
  channel,
  all,
}: {
  readonly channel: BoardChannel
  readonly all: readonly BoardChannel[]
}) => {
  const { t } = useTranslation()
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <div className={classes.head}>
        <h2 className={classes.title}>{channel.name}</h2>
        <Button
          variant="subtle"
          size="sm"
          aria-label={t('channels.form.changeOne', { name: channel.name })}
          onClick={() => setOpen(true)}
        >
          {t('channels.form.change')}
        </Button>
      </div>
      {isOpen && (
        <ChannelDialog channel={channel} all={all} onSaved={() => setOpen(false)} onClose={() => setOpen(false)} />
      )}
      <section aria-labelledby="channel-keys">
        <h3 id="channel-keys">{t('channels.key.title')}</h3>
        <KeyList channel={channel} />
      </section>
      <section aria-labelledby="channel-limits">
        <h3 id="channel-limits">{t('channels.limit.title')}</h3>
        {channel.kind === 'pos' ? (
          <p className={classes.soft}>{t('channels.limit.counter')}</p>
        ) : (
          <LimitList channel={channel} />
        )}
      </section>
      {channel.kind !== 'pos' && (
        <section aria-labelledby="channel-shop">
          <h3 id="channel-shop">{t('channels.shop.title')}</h3>
          <ShopPart channel={channel} />
        </section>
      )}
    </>
  )
}
