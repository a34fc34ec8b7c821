import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { QuestionNotice } from '../../app/QuestionNotice.tsx'
import type { ToldMessage } from '../../app/questions.ts'
import { useTerminal } from '../../app/TerminalContext.tsx'
import { useFormats } from '../../app/useFormats.ts'
import { Loading } from '../../ui/Loading.tsx'
import classes from './WebhookList.module.css'

interface MessagesProps {
  /** Of whom, to tell their messages from others'. */
  readonly of: string
  readonly ask: () => Promise<readonly ToldMessage[]>
}

const outcomes = [
  ...(['held', 'paid', 'ended', 'stale', 'ignored', 'refused'] as const),
  ...(['shipped', 'delivered', 'returning', 'unmapped'] as const),
] as const

const Told = ({ of, ask }: MessagesProps) => {
  const { t } = useTranslation()
  const { moment } = useFormats()
  const { clock } = useTerminal()
  const told = useQuery({ queryKey: ['messages', of], queryFn: ask })
  if (told.isPending) return <Loading height={80} />
  if (told.isError) return <QuestionNotice error={told.error} onRetry={() => void told.refetch()} />
  if (told.data.length === 0) return <p className={classes.soft}>{t('channels.messages.none')}</p>
  const became = ({ outcome, missing }: ToldMessage) => {
    const known = outcomes.find((one) => one === outcome) ?? 'nothing'
    return [t(`channels.messages.outcome.${known}`), ...missing].join(' · ')
  }
  return (
    <ul className={classes.rows}>
      {told.data.map((message) => (
        <li key={message.id} className={classes.row}>
          <span>
            <span>{[message.what, message.about, moment(message.at, clock.now())].filter(Boolean).join(' · ')}</span>
            <span className={message.amiss ? classes.failure : classes.soft}>{became(message)}</span>
          </span>
        </li>
      ))}
    </ul>
  )
}

/** What somebody told us last, and what became of it; asked for when a person wants to see it. */
export const Messages = (props: MessagesProps) => {
  const { t } = useTranslation()
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <Button variant="subtle" size="sm" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        {t(isOpen ? 'channels.messages.hide' : 'channels.messages.show')}
      </Button>
      {isOpen && <Told {...props} />}
    </>
  )
}
