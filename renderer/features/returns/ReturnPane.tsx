import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { mayAct } from '../../../shared/protocol/roles.ts'
import { ungradedOf } from '../../../shared/returns/returns.ts'
import { useTerminal } from '../../app/TerminalContext.tsx'
import type { BoardReturn } from '../../app/terminal.ts'
import { useFormats } from '../../app/useFormats.ts'
import { useLive, useLivePart } from '../../app/useLive.ts'
import { Notice } from '../../ui/Notice.tsx'
import { Inspect } from './Inspect.tsx'
import { Receive } from './Receive.tsx'
import classes from './Returns.module.css'
import { ReturnStory } from './ReturnStory.tsx'
import { missingIn, nextToGrade } from './returnsView.ts'
import { useReturnAct } from './useReturnAct.ts'

/** What became of each line, in figures. */
const Lines = ({ one }: { one: BoardReturn }) => {
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

/** What a manager may give up: what has not come, and what is written down as come and is not there. */
const GivenUp = ({ one, isBusy, onAct }: { one: BoardReturn; isBusy: boolean; onAct: Act }) => {
  const { t } = useTranslation()
  const { me, returns } = useTerminal()
  const manages = useLivePart(me, (person) => person !== null && mayAct(person.role, 'manager'))
  const missing = missingIn(one)
  const next = nextToGrade(one)
  if (!manages || one.receivedAt === null) return null
  return (
    <div className={classes.acts}>
      {next !== null && (
        <Button
          variant="subtle"
          disabled={isBusy}
          onClick={() => onAct(() => returns.notThere(one.id, [{ sku: next.sku, quantity: ungradedOf(next) }]))}
        >
          {t('returns.notThere', { count: ungradedOf(next) })}
        </Button>
      )}
      {missing > 0 && (
        <Button variant="subtle" disabled={isBusy} onClick={() => onAct(() => returns.close(one.id))}>
          {t('returns.giveUp', { count: missing })}
        </Button>
      )}
    </div>
  )
}

type Act = (step: Parameters<ReturnType<typeof useReturnAct>['act']>[0]) => void

/** One return: what to do with it next, how its lines stand, and what was seen of them. */
export const ReturnPane = ({ one, onScanElse }: { one: BoardReturn; onScanElse: (code: string) => void }) => {
  const { t } = useTranslation()
  const { returns, shop, status } = useTerminal()
  const isOffline = useLivePart(status, ({ connection }) => connection === 'offline')
  const { locations, terminal: here } = useLive(shop)
  const { isBusy, refusal, act } = useReturnAct()
  const next = nextToGrade(one)
  const missing = missingIn(one)
  // What came to another place is looked at there (SPEC R8).
  const elsewhere = one.receivedIn !== null && here !== null && one.receivedIn !== here.location ? one.receivedIn : null
  return (
    <article className={classes.pane} aria-label={one.orderNumber}>
      <header>
        <h2>{one.orderNumber}</h2>
        <span className={classes.soft}>
          {[one.parcel, t(one.undelivered ? 'returns.undelivered' : 'returns.delivered')].filter(Boolean).join(' · ')}
        </span>
      </header>
      {isOffline && one.isWaiting && <Notice tone="offline" role="status" title={t('returns.offline')} />}
      {refusal !== null && <Notice tone="amber" role="alert" title={t(`returns.${refusal}`)} />}
      {elsewhere !== null && (
        <Notice
          tone="calm"
          title={t('returns.elsewhere', {
            place: locations.find(({ code }) => code === elsewhere)?.name ?? elsewhere,
          })}
        />
      )}
      {next !== null && elsewhere === null && (
        <Inspect
          key={`${next.sku} ${ungradedOf(next)}`}
          line={next}
          isBusy={isBusy}
          onGrade={(graded, photo) => void act(() => returns.inspect(one.id, graded, photo))}
        />
      )}
      {missing > 0 && elsewhere === null && (
        <Receive
          key={missing}
          one={one}
          isBusy={isBusy}
          onReceive={(lines) => void act(() => returns.receive(one.id, lines))}
          onScanElse={onScanElse}
        />
      )}
      {elsewhere === null && <GivenUp one={one} isBusy={isBusy} onAct={(step) => void act(step)} />}
      {next === null && missing === 0 && <Notice tone="calm" title={t('returns.done')} />}
      <section aria-label={t('returns.lines')}>
        <h3>{t('returns.lines')}</h3>
        <Lines one={one} />
      </section>
      <ReturnStory one={one} />
    </article>
  )
}
