import { useTranslation } from 'react-i18next'
import { useTerminal } from '../../app/TerminalContext.tsx'
import type { BoardOrder } from '../../app/terminal.ts'
import { useFormats } from '../../app/useFormats.ts'
import classes from './PlanBar.module.css'
import { filledBy, planOf } from './standing.ts'

/** The instalments side by side, each as wide as it is large, and how much of each is there. The words are in its label. */
export const PlanBar = ({ order }: { order: BoardOrder }) => {
  const { t } = useTranslation()
  const formats = useFormats()
  const { clock } = useTerminal()
  const plan = planOf(order)
  const filled = filledBy(plan, order.money)
  const parts = plan.map(({ kind, amount, dueAt }, place) =>
    t(`preorders.row.part.${kind}`, {
      ...{ amount: formats.money(amount), filled: formats.money(filled[place] ?? 0) },
      time: formats.moment(dueAt, clock.now()),
    }),
  )
  const whole = { paid: formats.money(order.money), total: formats.money(order.total) }
  return (
    <span className={classes.bar} role="img" aria-label={[t('preorders.row.bar', whole), ...parts].join('; ')}>
      {plan.map(({ amount, dueAt }, place) => (
        <span key={dueAt} className={classes.part} style={{ flexGrow: amount }} title={parts[place]}>
          <span
            className={classes.paid}
            style={{ width: `${amount === 0 ? 100 : (100 * (filled[place] ?? 0)) / amount}%` }}
          />
        </span>
      ))}
    </span>
  )
}
