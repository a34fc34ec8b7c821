import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { CircleCheckBig, CircleX } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Dialog } from '../../app/Dialog.tsx'
import { QuestionNotice } from '../../app/QuestionNotice.tsx'
import type { ToldTicket } from '../../app/questions.ts'
import { useGround } from '../../app/TerminalContext.tsx'
import { useFormats } from '../../app/useFormats.ts'
import { DialogButtons } from '../../ui/DialogFoot.tsx'
import { Loading } from '../../ui/Loading.tsx'
import { KeyHint } from '../../ui/KeyHint.tsx'
import { Notice } from '../../ui/Notice.tsx'
import classes from './TicketDialog.module.css'

/** Whether a ticket lets somebody in, to be read at arm's length: by its colour, its sign and its words. */
const Verdict = ({ ticket }: { ticket: ToldTicket }) => {
  const { t } = useTranslation()
  const formats = useFormats()
  const { terminal } = useGround()
  const { state, event, eventName, seat, startsAt, order } = ticket
  const Icon = state === 'valid' ? CircleCheckBig : CircleX
  const label = terminal.boxOffice.seat(event, seat)?.label ?? seat
  return (
    <div className={classes.verdict} data-state={state} role="status" data-testid="ticket">
      <Icon size={56} aria-hidden />
      <strong>{t(`seats.ticket.state.${state}`)}</strong>
      <span className={classes.seat}>{t('seats.seat', { label })}</span>
      <span>
        {eventName} · {formats.dateAndTime(startsAt)}
      </span>
      <span>{t('seats.ticket.order', { number: order })}</span>
      {state !== 'valid' && <p>{t(`seats.ticket.todo.${state}`)}</p>}
    </div>
  )
}

/** A ticket that was scanned; the next scan takes its place. */
export const TicketDialog = ({ code, onClose }: { code: string; onClose: () => void }) => {
  const { t } = useTranslation()
  const { questions } = useGround()
  const told = useQuery({
    queryKey: ['ticket', code],
    queryFn: () => questions.lookAtTicket(code),
    ...{ retry: false, staleTime: 0, gcTime: 0 },
  })
  return (
    <Dialog opened onClose={onClose} title={t('seats.ticket.title')}>
      {told.isPending && <Loading height={200} />}
      {told.isError && <QuestionNotice error={told.error} onRetry={() => void told.refetch()} />}
      {told.data === null && (
        <Notice tone="red" role="alert" title={t('seats.ticket.unknown')}>
          {t('seats.ticket.unknownText')}
        </Notice>
      )}
      {told.data != null && <Verdict ticket={told.data} />}
      <DialogButtons>
        <Button data-autofocus onClick={onClose} rightSection={<KeyHint keys="Esc" />}>
          {t('common.close')}
        </Button>
      </DialogButtons>
    </Dialog>
  )
}
