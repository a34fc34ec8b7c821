import { Button } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { comingOf } from '../../../shared/transfers/transfers.ts'
import { maxQuantity } from '../../../shared/quantity.ts'
import type { BoardTransfer, Pieces } from '../../app/terminal.ts'
import { useGround, useTerminal } from '../../app/TerminalContext.tsx'
import { useFormats } from '../../app/useFormats.ts'
import { Stepper } from '../../ui/Stepper.tsx'
import classes from '../returns/Returns.module.css'
import { useScans } from '../counter/useScans.ts'
import { allComing, type Counted, linesOf, sumOf, withCount, withMore } from './transfersView.ts'

export interface ReceiveGoodsProps {
  readonly one: BoardTransfer
  readonly isBusy: boolean
  readonly onReceive: (lines: readonly Pieces[]) => void
  /** A code that is no item's: perhaps of another slip. */
  readonly onScanElse: (code: string) => void
}

/**
 * What came: all that was sent, unless somebody says otherwise. Whoever scans counts from nothing, piece by piece; what nobody sent counts too.
 */
export const ReceiveGoods = ({ one, isBusy, onReceive, onScanElse }: ReceiveGoodsProps) => {
  const { t } = useTranslation()
  const formats = useFormats()
  const { sounds } = useGround()
  const { catalogue } = useTerminal()
  const [scanned, setScanned] = useState<Counted | null>(null)
  const [typed, setTyped] = useState<Counted>(() => allComing(one))
  const counted = scanned ?? typed
  const wanted = one.lines.filter((line) => comingOf(one, line) > 0)
  const extra = [...counted.keys()].filter((sku) => !wanted.some((line) => line.sku === sku))
  const lines = linesOf(counted)
  const set = (sku: string, quantity: number) => {
    if (scanned === null) setTyped(withCount(typed, sku, quantity))
    else setScanned(withCount(scanned, sku, quantity))
  }

  useScans((code) => {
    const item = catalogue.find(code)
    if (item === null) return onScanElse(code)
    sounds.tick()
    setScanned(withMore(scanned ?? new Map(), item.sku))
  })

  const row = (sku: string, sent: number) => {
    const name = catalogue.find(sku)?.name ?? sku
    return (
      <li key={sku} data-count={sku}>
        <span>
          <strong>{name}</strong>
          <span className={classes.soft}>
            {sent > 0 ? t('transfers.wanted', { amount: formats.number(sent) }) : t('transfers.unexpected')}
          </span>
        </span>
        <Stepper
          label={name}
          min={0}
          max={maxQuantity}
          value={counted.get(sku) ?? 0}
          onChange={(quantity) => set(sku, quantity)}
        />
      </li>
    )
  }
  return (
    <section className={classes.box} aria-label={t('transfers.receive')}>
      <h3>{t('transfers.receive')}</h3>
      <p className={classes.soft}>
        {scanned === null
          ? t('transfers.receiveHint')
          : t('transfers.scanned', {
              amount: formats.number(sumOf(scanned)),
              all: formats.number(sumOf(allComing(one))),
            })}
      </p>
      <ul className={classes.counts}>
        {wanted.map((line) => row(line.sku, comingOf(one, line)))}
        {extra.map((sku) => row(sku, 0))}
      </ul>
      <div className={classes.acts}>
        {scanned !== null && (
          <Button
            variant="default"
            onClick={() => {
              setScanned(null)
              setTyped(allComing(one))
            }}
          >
            {t('transfers.asSent')}
          </Button>
        )}
        <Button disabled={isBusy || lines.length === 0} onClick={() => onReceive(lines)}>
          {t('transfers.take', { amount: formats.number(sumOf(counted)) })}
        </Button>
      </div>
    </section>
  )
}
