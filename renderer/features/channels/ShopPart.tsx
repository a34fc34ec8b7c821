import { Button } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { BoardChannel } from '../../app/questions.ts'
import { useGround, useTerminal } from '../../app/TerminalContext.tsx'
import { useFormats } from '../../app/useFormats.ts'
import { Notice } from '../../ui/Notice.tsx'
import classes from './ChannelSide.module.css'
import { Messages } from './Messages.tsx'
import { RemoveDialog } from './RemoveDialog.tsx'
import { ShopDialog } from './ShopDialog.tsx'
import { kinds } from './shopForm.ts'
import { useAnswerText } from './useAnswerText.ts'

const Standing = ({ shop }: { readonly shop: NonNullable<BoardChannel['shop']> }) => {
  const { t } = useTranslation()
  const { moment } = useFormats()
  const { clock } = useTerminal()
  const answerText = useAnswerText()
  const said =
    shop.lastMessageAt === null
      ? t('channels.shop.noMessage')
      : t('channels.shop.lastMessage', { time: moment(shop.lastMessageAt, clock.now()) })
  const told = shop.waiting === 0 ? t('channels.shop.allTold') : t('channels.shop.waiting', { count: shop.waiting })
  return (
    <>
      <p className={classes.line}>
        {[kinds.find(({ kind }) => kind === shop.kind)?.name, shop.url].filter(Boolean).join(' · ')}
      </p>
      <p className={classes.soft}>{shop.url === null ? said : `${said} · ${told}`}</p>
      {shop.failure !== null && (
        <Notice tone="amber" title={t('channels.shop.failure', { answer: answerText(shop.failure) })} />
      )}
      {shop.amiss > 0 && <Notice tone="amber" title={t('channels.shop.amiss', { count: shop.amiss })} />}
    </>
  )
}

/** The shop with a system of its own that is connected to a channel: how it fares, what it told, and connecting it. */
export const ShopPart = ({ channel }: { readonly channel: BoardChannel }) => {
  const { t } = useTranslation()
  const { questions } = useGround()
  const [asking, setAsking] = useState<'change' | 'remove' | null>(null)
  const { shop, code } = channel
  return (
    <>
      {shop === null ? <p className={classes.soft}>{t('channels.shop.none')}</p> : <Standing shop={shop} />}
      {shop !== null && <Messages of={`shop ${code}`} ask={() => questions.shopMessages(code)} />}
      <div className={classes.acts}>
        <Button variant="default" size="sm" mt="xs" onClick={() => setAsking('change')}>
          {t(shop === null ? 'channels.shop.connect' : 'channels.shop.change')}
        </Button>
        {shop !== null && (
          <Button variant="subtle" size="sm" mt="xs" onClick={() => setAsking('remove')}>
            {t('channels.shop.remove')}
          </Button>
        )}
      </div>
      {asking === 'change' && <ShopDialog channel={channel} onClose={() => setAsking(null)} />}
      {asking === 'remove' && (
        <RemoveDialog
          title={t('channels.shop.removeTitle', { channel: channel.name })}
          text={t('channels.shop.removeText')}
          submit={t('channels.shop.removeSubmit')}
          onRemove={() => questions.disconnectShop(code)}
          onClose={() => setAsking(null)}
        />
      )}
    </>
  )
}
