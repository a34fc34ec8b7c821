import { ActionIcon, Button } from '@mantine/core'
import { Minus, Plus } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { shippedOf } from '../../../shared/returns/shipped.ts'
import { Dialog } from '../../app/Dialog.tsx'
import { useTerminal } from '../../app/TerminalContext.tsx'
import type { BoardOrder, Return } from '../../app/terminal.ts'
import { useFormats } from '../../app/useFormats.ts'
import { useLive } from '../../app/useLive.ts'
import { DialogButtons } from '../../ui/DialogFoot.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { useScans } from '../counter/useScans.ts'
import classes from '../returns/Returns.module.css'
import form from './OrderDialogs.module.css'
import { type Counted, withMore } from '../returns/returnsView.ts'
import { useReturnAct } from '../returns/useReturnAct.ts'

interface Props {
  readonly order: BoardOrder
  readonly onClose: () => void
  /** The goods are here; now somebody looks at them. */
  readonly onTaken: () => void
}

/** How many pieces of each SKU are still with the customer, as far as is known here. */
const leftWithCustomer = (order: BoardOrder, returns: readonly Return[]): Counted => {
  let left: Counted = shippedOf(order)
  for (const one of returns)
    if (one.order === order.id) for (const { sku, expected } of one.lines) left = withMore(left, sku, -expected)
  return left
}

/** A customer stands here with what they give back: which of it. Each scan counts a piece, and all of it has come as it is said. */
export const GiveBackDialog = ({ order, onClose, onTaken }: Props) => {
  const { t } = useTranslation()
  const formats = useFormats()
  const { catalogue, returns } = useTerminal()
  const { isBusy, refusal, act } = useReturnAct()
  const left = [...leftWithCustomer(order, useLive(returns.list))].filter(([, quantity]) => quantity > 0)
  const [counted, setCounted] = useState<Counted>(new Map())
  const most = (sku: string) => left.find(([one]) => one === sku)?.[1] ?? 0
  const add = (sku: string, more: number) => {
    if ((counted.get(sku) ?? 0) + more <= most(sku)) setCounted(withMore(counted, sku, more))
  }
  useScans((code) => {
    const item = catalogue.find(code)
    if (item !== null) add(item.sku, 1)
  })
  const lines = [...counted].flatMap(([sku, quantity]) => (quantity > 0 ? [{ sku, quantity }] : []))
  const nameOf = (sku: string) => order.lines.find(({ line }) => 'sku' in line && line.sku === sku)?.name ?? sku

  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (isBusy || lines.length === 0) return
    void act(
      async () => {
        const opened = await returns.open(order.id, 'other', lines)
        return opened.ok ? returns.receive(opened.return.id, lines) : opened
      },
      (answer) => answer.ok && onTaken(),
    )
  }
  return (
    <Dialog opened onClose={onClose} size={560} title={t('orders.giveBack.title', { number: order.number })}>
      <form className={form.form} onSubmit={submit}>
        <p className={classes.soft}>{t(left.length === 0 ? 'orders.giveBack.nothing' : 'orders.giveBack.hint')}</p>
        <ul className={classes.counts}>
          {left.map(([sku, quantity]) => (
            <li key={sku} data-count={sku}>
              <span>
                <strong>{nameOf(sku)}</strong>
                <span className={classes.soft}>
                  {t('orders.giveBack.bought', { amount: formats.number(quantity) })}
                </span>
              </span>
              <span className={classes.stepper}>
                <ActionIcon
                  variant="default"
                  aria-label={t('returns.less', { name: nameOf(sku) })}
                  onClick={() => add(sku, -1)}
                >
                  <Minus size={18} aria-hidden />
                </ActionIcon>
                <output aria-label={nameOf(sku)}>{formats.number(counted.get(sku) ?? 0)}</output>
                <ActionIcon
                  variant="default"
                  aria-label={t('returns.more', { name: nameOf(sku) })}
                  onClick={() => add(sku, 1)}
                >
                  <Plus size={18} aria-hidden />
                </ActionIcon>
              </span>
            </li>
          ))}
        </ul>
        {refusal !== null && <Notice tone="amber" role="alert" title={t(`returns.${refusal}`)} />}
        <DialogButtons>
          <Button variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button type="submit" loading={isBusy} disabled={lines.length === 0}>
            {t('orders.giveBack.submit')}
          </Button>
        </DialogButtons>
      </form>
    </Dialog>
  )
}
