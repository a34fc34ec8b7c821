import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { mayAct } from '../../../shared/protocol/roles.ts'
import { ungradedOf } from '../../../shared/returns/returns.ts'
import { QuestionNotice } from '../../app/QuestionNotice.tsx'
import type { Return } from '../../app/questions.ts'
import { useTerminal } from '../../app/TerminalContext.tsx'
import { useFormats } from '../../app/useFormats.ts'
import { useLivePart } from '../../app/useLive.ts'
import { Notice } from '../../ui/Notice.tsx'
import { Inspect } from './Inspect.tsx'
import { Receive } from './Receive.tsx'
import classes from './Returns.module.css'
import { missingIn, nextToGrade } from './returnsView.ts'
import { useReturnStep } from './useReturns.ts'

/** What became of each line, in figures. */
const Lines = ({ one }: { one: Return }) => {
  const { t } = useTranslation()
  const formats = useFormats()
  const { catalogue } = useTerminal()
  return (
    <ul className={classes.lines}>
      {one.lines.map((line) => (
        <li key={line.sku}>
          <strong>{catalogue.find(line.sku)?.name ?? line.sku}</strong>
          <span className={classes.soft}>
            {t('returns.figures', { expected: formats.number(line.expected), received: formats.number(line.received) })}
            {(['sellable', 'damaged', 'scrap'] as const)
              .filter((grade) => line[grade] > 0)
              .map((grade) => ` · ${t(`returns.grade.${grade}`)} ${formats.number(line[grade])}`)
              .join('')}
            {ungradedOf(line) > 0 && ` · ${t('returns.ungraded', { count: ungradedOf(line) })}`}
          </span>
        </li>
      ))}
    </ul>
  )
}

/** One return: what to do with it next, and how its lines stand. */
export const ReturnPane = ({ one, onScanElse }: { one: Return; onScanElse: (code: string) => void }) => {
  const { t } = useTranslation()
  const { me, status } = useTerminal()
  const isOffline = useLivePart(status, ({ connection }) => connection === 'offline')
  const manages = useLivePart(me, (person) => person !== null && mayAct(person.role, 'manager'))
  const { step, act, again } = useReturnStep(() => undefined)
  const next = nextToGrade(one)
  const missing = missingIn(one)
  const isBusy = step.isPending || isOffline
  return (
    <article className={classes.pane} aria-label={one.orderNumber}>
      <header>
        <h2>{one.orderNumber}</h2>
        <span className={classes.soft}>
          {[one.parcel, t(one.undelivered ? 'returns.undelivered' : 'returns.delivered')].filter(Boolean).join(' · ')}
        </span>
      </header>
      {isOffline && <Notice tone="offline" role="status" title={t('returns.offline')} />}
      {step.isError && !isOffline && <QuestionNotice error={step.error} onRetry={again} />}
      {step.data?.type === 'refused' && <Notice tone="amber" role="alert" title={t('returns.refused')} />}
      {next !== null && (
        <Inspect
          key={`${next.sku} ${ungradedOf(next)}`}
          line={next}
          isBusy={isBusy}
          onGrade={(graded) => act({ type: 'inspect', return: one.id, lines: [graded] })}
        />
      )}
      {missing > 0 && (
        <Receive
          key={missing}
          one={one}
          isBusy={isBusy}
          onReceive={(lines) => act({ type: 'receive', return: one.id, lines })}
          onScanElse={onScanElse}
        />
      )}
      {missing > 0 && manages && one.receivedAt !== null && (
        <Button variant="subtle" disabled={isBusy} onClick={() => act({ type: 'close', return: one.id })}>
          {t('returns.giveUp', { count: missing })}
        </Button>
      )}
      {next === null && missing === 0 && <Notice tone="calm" title={t('returns.done')} />}
      <section aria-label={t('returns.lines')}>
        <h3>{t('returns.lines')}</h3>
        <Lines one={one} />
      </section>
    </article>
  )
}
