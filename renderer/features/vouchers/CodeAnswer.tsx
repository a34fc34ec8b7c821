import { Button } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { Ban, Check, CircleHelp, Clock, Hourglass, type LucideIcon } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Dialog } from '../../app/Dialog.tsx'
import { mayAct } from '../../../shared/protocol/roles.ts'
import { QuestionError, type ToldCode } from '../../app/questions.ts'
import { useGround } from '../../app/TerminalContext.tsx'
import type { CheckedCode, CodeState } from '../../app/terminal.ts'
import { useFormats } from '../../app/useFormats.ts'
import { useLivePart } from '../../app/useLive.ts'
import { reasonText } from '../orders/words.ts'
import { DialogButtons } from '../../ui/DialogFoot.tsx'
import classes from './CodeCheck.module.css'
import { conditionsOf, offOf } from './words.ts'

const icons: Readonly<Record<CodeState, LucideIcon>> = {
  free: Check,
  held: Hourglass,
  used: Ban,
  void: Ban,
  not_begun: Clock,
  over: Clock,
  unknown: CircleHelp,
}

const VoidButton = ({ code, onVoided }: { code: string; onVoided: () => void }) => {
  const { t } = useTranslation()
  const { questions } = useGround()
  const [isAsking, setAsking] = useState(false)
  const end = async () => {
    setAsking(false)
    try {
      await questions.voidCode(code)
      onVoided()
    } catch (error) {
      if (!(error instanceof QuestionError)) throw error
      notifications.show({ withBorder: true, message: t(`question.${error.why}.title`) })
    }
  }
  return (
    <>
      <Button variant="default" onClick={() => setAsking(true)}>
        {t('vouchers.void.open')}
      </Button>
      <Dialog opened={isAsking} onClose={() => setAsking(false)} title={t('vouchers.void.title', { code })}>
        <p>{t('vouchers.void.text')}</p>
        <DialogButtons>
          <Button variant="default" onClick={() => setAsking(false)}>
            {t('common.cancel')}
          </Button>
          <Button data-autofocus onClick={() => void end()}>
            {t('vouchers.void.submit')}
          </Button>
        </DialogButtons>
      </Dialog>
    </>
  )
}

const History = ({ history }: Pick<ToldCode, 'history'>) => {
  const { t } = useTranslation()
  const formats = useFormats()
  if (history.length === 0) return <p className={classes.soft}>{t('vouchers.check.noHistory')}</p>
  return (
    <ol className={classes.history} aria-label={t('vouchers.check.history')}>
      {history.map(({ at, event, orderNumber, reason }, place) => (
        // What happened is only added to.
        // oxlint-disable-next-line react/no-array-index-key
        <li key={place}>
          {t(`vouchers.event.${event}`)}
          <span className={classes.soft}>
            {' '}
            {[
              formats.dateAndTime(at),
              orderNumber === null ? null : t('vouchers.check.order', { number: orderNumber }),
              reason === null ? null : reasonText(reason, t),
            ]
              .filter(Boolean)
              .join(' · ')}
          </span>
        </li>
      ))}
    </ol>
  )
}

export interface CodeAnswerProps {
  readonly copy: CheckedCode
  /** As the hub says; null: nobody made it; undefined: it has not answered. */
  readonly told: ToldCode | null | undefined
  readonly failed: Error | null
  readonly onVoided: () => void
}

/** The hub's word where there is one; till then, and without a network, what the copy says, as such. */
const stateOf = (copy: CheckedCode, told: CodeAnswerProps['told']): CodeState => {
  if (told === undefined) return copy.state
  if (told === null) return 'unknown'
  // The hub calls a code of a campaign that is over void, and one of a campaign that has not begun free.
  return copy.state === 'over' || copy.state === 'not_begun' ? copy.state : told.state
}

/** What a code is worth, and what to do. */
export const CodeAnswer = ({ copy, told, failed, onVoided }: CodeAnswerProps) => {
  const { t } = useTranslation()
  const formats = useFormats()
  const { terminal } = useGround()
  const role = useLivePart(terminal.me, (me) => me?.role ?? 'staff')
  const asOf = useLivePart(terminal.status, (status) => status.asOf)
  const state = stateOf(copy, told)
  const Icon = icons[state]
  const { campaign } = copy
  const now = terminal.clock.now()
  const usesLeft = told?.usesLeft ?? copy.usesLeft
  const period = state === 'not_begun' ? campaign?.validFrom : campaign?.validUntil
  const time = period == null ? '' : formats.dateAndTime(period)
  const isUnconfirmed = told === undefined && failed !== null
  const isAsked = told === undefined && failed === null
  // The copy has not every code: that it knows none like this says nothing yet.
  if (isAsked && state === 'unknown')
    return (
      <div className={classes.answer} role="status">
        <p className={classes.code}>{copy.code}</p>
        <p className={classes.state}>
          <Hourglass size={24} aria-hidden />
          {t('vouchers.check.asking')}
        </p>
      </div>
    )
  return (
    <div
      className={classes.answer}
      data-tone={isUnconfirmed ? 'copy' : state === 'free' ? 'good' : state === 'held' ? 'amber' : 'over'}
      data-good={state === 'free'}
      data-state={state}
      data-testid="code-answer"
      role="status"
    >
      <p className={classes.code}>{copy.code}</p>
      <p className={classes.state}>
        <Icon size={24} aria-hidden />
        {t(`vouchers.state.${state}`)}
      </p>
      {campaign !== null && (
        <p>
          <strong>{campaign.name}</strong> {offOf(campaign, t, formats)}
          {usesLeft > 0 && ` · ${t('vouchers.check.usesLeft', { count: usesLeft })}`}
        </p>
      )}
      {campaign !== null && <p className={classes.soft}>{conditionsOf(campaign, now, t, formats).join(' · ')}</p>}
      <p className={classes.soft}>{t(`vouchers.stateText.${state}`, { time })}</p>
      {isUnconfirmed && (
        <p className={classes.soft}>
          {t('vouchers.check.copy', { time: asOf === null ? '–' : formats.moment(asOf, now) })}
        </p>
      )}
      {isAsked && <p className={classes.soft}>{t('vouchers.check.asking')}</p>}
      {told != null && (
        <>
          <p className={classes.soft}>{t('vouchers.check.hub')}</p>
          <History history={told.history} />
          {mayAct(role, 'manager') && told.state !== 'void' && <VoidButton code={told.code} onVoided={onVoided} />}
        </>
      )}
    </div>
  )
}
