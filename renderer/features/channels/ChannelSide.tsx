import { useTranslation } from 'react-i18next'
import type { BoardChannel } from '../../app/questions.ts'
import { useTerminal } from '../../app/TerminalContext.tsx'
import { useFormats } from '../../app/useFormats.ts'
import { Notice } from '../../ui/Notice.tsx'
import classes from './ChannelSide.module.css'
import { KeyList } from './KeyList.tsx'
import { LimitList } from './LimitList.tsx'

const Shop = ({ shop }: Pick<BoardChannel, 'shop'>) => {
  const { t } = useTranslation()
  const { moment } = useFormats()
  const { clock } = useTerminal()
  if (shop === null) return <p className={classes.soft}>{t('channels.shop.none')}</p>
  const said =
    shop.lastMessageAt === null
      ? t('channels.shop.noMessage')
      : t('channels.shop.lastMessage', { time: moment(shop.lastMessageAt, clock.now()) })
  const told = shop.waiting === 0 ? t('channels.shop.allTold') : t('channels.shop.waiting', { count: shop.waiting })
  return (
    <>
      <p className={classes.line}>{shop.url ?? shop.kind}</p>
      <p className={classes.soft}>{shop.url === null ? said : `${said} · ${told}`}</p>
      {shop.failure !== null && <Notice tone="amber" title={t('channels.shop.failure', { answer: shop.failure })} />}
      {shop.amiss > 0 && <Notice tone="amber" title={t('channels.shop.amiss', { count: shop.amiss })} />}
    </>
  )
}

/** All of one channel: its keys, what it may have, its shop. */
export const ChannelSide = ({ channel }: { readonly channel: BoardChannel }) => {
  const { t } = useTranslation()
  return (
    <>
      <h2 className={classes.title}>{channel.name}</h2>
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
          <Shop shop={channel.shop} />
        </section>
      )}
    </>
  )
}
