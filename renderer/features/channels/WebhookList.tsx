import { Button } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { QuestionNotice } from '../../app/QuestionNotice.tsx'
import type { BoardWebhook, Delivery } from '../../app/questions.ts'
import { useGround, useTerminal } from '../../app/TerminalContext.tsx'
import { useFormats } from '../../app/useFormats.ts'
import { Loading } from '../../ui/Loading.tsx'
import { boardKey } from './boardKey.ts'
import { useAnswerText } from './useAnswerText.ts'
import classes from './WebhookList.module.css'

const states = ['waiting', 'delivered', 'given_up'] as const

const Deliveries = ({ webhook }: { readonly webhook: string }) => {
  const { t } = useTranslation()
  const { moment } = useFormats()
  const { questions } = useGround()
  const { clock } = useTerminal()
  const client = useQueryClient()
  const answerText = useAnswerText()
  const key = ['deliveries', webhook]
  const sent = useQuery({ queryKey: key, queryFn: () => questions.deliveries(webhook) })
  const replay = useMutation({
    mutationFn: (position: number) => questions.replay(webhook, position),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: key })
      await client.invalidateQueries({ queryKey: boardKey })
    },
  })
  if (sent.isPending) return <Loading height={80} />
  if (sent.isError) return <QuestionNotice error={sent.error} onRetry={() => void sent.refetch()} />
  if (sent.data.length === 0) return <p className={classes.soft}>{t('channels.hooks.nothing')}</p>
  const standing = ({ state, tries, answer }: Delivery): string => {
    const known = states.find((one) => one === state) ?? 'waiting'
    return [
      t(`channels.hooks.state.${known}`),
      ...(tries > 1 ? [t('channels.hooks.tries', { count: tries })] : []),
      ...(answer === null ? [] : [answerText(answer)]),
    ].join(' · ')
  }
  return (
    <>
      <ul className={classes.rows}>
        {sent.data.map((delivery) => (
          <li key={delivery.position} className={classes.row} data-state={delivery.state}>
            <span>
              <span>
                {delivery.type} · {moment(delivery.at, clock.now())}
              </span>
              <span className={classes.soft}>{standing(delivery)}</span>
            </span>
            {delivery.state !== 'waiting' && (
              <Button
                variant="subtle"
                size="sm"
                aria-label={`${t('channels.hooks.replay')}: ${delivery.type} ${delivery.position}`}
                onClick={() => replay.mutate(delivery.position)}
              >
                {t('channels.hooks.replay')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {replay.isError && <QuestionNotice error={replay.error} />}
    </>
  )
}

/** Who is told of changes, and whether it arrives. */
export const WebhookList = ({ webhooks }: { readonly webhooks: readonly BoardWebhook[] }) => {
  const { t } = useTranslation()
  const { moment } = useFormats()
  const { clock } = useTerminal()
  const answerText = useAnswerText()
  const [open, setOpen] = useState<string | null>(null)
  const standing = ({ waiting, lastDeliveredAt }: BoardWebhook): string =>
    [
      waiting === 0 ? t('channels.hooks.fine') : t('channels.hooks.waiting', { count: waiting }),
      ...(lastDeliveredAt === null ? [] : [t('channels.hooks.last', { time: moment(lastDeliveredAt, clock.now()) })]),
    ].join(' · ')
  return (
    <section className={classes.part} aria-labelledby="webhooks">
      <h2 id="webhooks">{t('channels.hooks.title')}</h2>
      {webhooks.length === 0 && <p className={classes.soft}>{t('channels.hooks.none')}</p>}
      {webhooks.map((webhook) => (
        <div key={webhook.name} className={classes.hook}>
          <div className={classes.row}>
            <span>
              <span className={classes.name}>{webhook.name}</span>
              <span className={classes.soft}>{webhook.url}</span>
              <span className={classes.soft}>{standing(webhook)}</span>
              {webhook.failure !== null && (
                <span className={classes.failure}>
                  {t('channels.hooks.failure', { answer: answerText(webhook.failure) })}
                </span>
              )}
            </span>
            <Button
              variant="default"
              size="sm"
              aria-expanded={open === webhook.name}
              onClick={() => setOpen(open === webhook.name ? null : webhook.name)}
            >
              {t(open === webhook.name ? 'channels.hooks.hide' : 'channels.hooks.show')}
            </Button>
          </div>
          {open === webhook.name && <Deliveries webhook={webhook.name} />}
        </div>
      ))}
    </section>
  )
}
