import { ActionIcon, Button } from '@mantine/core'
import { Minus, Plus } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { missingOf } from '../../../shared/returns/returns.ts'
import type { Pieces, Return } from '../../app/terminal.ts'
import { useTerminal } from '../../app/TerminalContext.tsx'
import { useFormats } from '../../app/useFormats.ts'
import { useScans } from '../counter/useScans.ts'
import classes from './Returns.module.css'
import { allMissing, type Counted, withMore } from './returnsView.ts'

export interface ReceiveProps {
  readonly one: Return
  readonly isBusy: boolean
  readonly onReceive: (lines: readonly Pieces[]) => void
  /** A code that is no item's: perhaps of another parcel. */
  readonly onScanElse: (code: string) => void
}

/** What is in the parcel: each scan counts a piece, also of what nobody expected. Nothing of it is for sale until it was looked at. */
export const Receive = ({ one, isBusy, onReceive, onScanElse }: ReceiveProps) => {
  const { t } = useTranslation()
  const formats = useFormats()
  const { catalogue } = useTerminal()
  const [counted, setCounted] = useState<Counted>(new Map())
  const expected = one.lines.filter((line) => missingOf(line) > 0)
  const extra = [...counted.keys()].filter((sku) => !expected.some((line) => line.sku === sku))
  const lines = [...counted].flatMap(([sku, quantity]) => (quantity > 0 ? [{ sku, quantity }] : []))

  useScans((code) => {
    const item = catalogue.find(code)
    if (item === null) onScanElse(code)
    else setCounted(withMore(counted, item.sku, 1))
  })

  const row = (sku: string, wanted: number) => {
    const name = catalogue.find(sku)?.name ?? sku
    return (
      <li key={sku} data-count={sku}>
        <span>
          <strong>{name}</strong>
          <span className={classes.soft}>
            {wanted > 0 ? t('returns.expected', { amount: formats.number(wanted) }) : t('returns.unexpected')}
          </span>
        </span>
        <span className={classes.stepper}>
          <ActionIcon
            variant="default"
            aria-label={t('returns.less', { name })}
            onClick={() => setCounted(withMore(counted, sku, -1))}
          >
            <Minus size={18} aria-hidden />
          </ActionIcon>
          <output aria-label={name}>{formats.number(counted.get(sku) ?? 0)}</output>
          <ActionIcon
            variant="default"
            aria-label={t('returns.more', { name })}
            onClick={() => setCounted(withMore(counted, sku, 1))}
          >
            <Plus size={18} aria-hidden />
          </ActionIcon>
        </span>
      </li>
    )
  }
  return (
    <section className={classes.box} aria-label={t('returns.receive')}>
      <h3>{t('returns.receive')}</h3>
      <p className={classes.soft}>{t('returns.receiveHint')}</p>
      <ul className={classes.counts}>
        {expected.map((line) => row(line.sku, missingOf(line)))}
        {extra.map((sku) => row(sku, 0))}
      </ul>
      <div className={classes.acts}>
        <Button variant="default" onClick={() => setCounted(allMissing(one.lines))}>
          {t('returns.all')}
        </Button>
        <Button disabled={isBusy || lines.length === 0} onClick={() => onReceive(lines)}>
          {t('returns.take')}
        </Button>
      </div>
    </section>
  )
}
