import { ActionIcon, Button, Select, TextInput } from '@mantine/core'
import { X } from 'lucide-react'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { maxReasonLength } from '../../../shared/holds/states.ts'
import { maxQuantity } from '../../../shared/quantity.ts'
import { useGround, useTerminal } from '../../app/TerminalContext.tsx'
import { useFormats } from '../../app/useFormats.ts'
import { useLive, useLivePart } from '../../app/useLive.ts'
import { Notice } from '../../ui/Notice.tsx'
import { Stepper } from '../../ui/Stepper.tsx'
import { useScans } from '../counter/useScans.ts'
import classes from '../returns/Returns.module.css'
import { GoodsField } from './GoodsField.tsx'
import own from './Transfers.module.css'
import { type Counted, linesOf, sumOf, withCount, withMore, without } from './transfersView.ts'
import { usePlaces } from './usePlaces.ts'
import { useTransferAct } from './useTransferAct.ts'

interface LineProps {
  readonly sku: string
  readonly quantity: number
  readonly onQuantity: (quantity: number) => void
  readonly onRemove: () => void
}

const Line = ({ sku, quantity, onQuantity, onRemove }: LineProps) => {
  const { t } = useTranslation()
  const formats = useFormats()
  const { catalogue, stock } = useTerminal()
  const level = useLive(useMemo(() => stock.level(sku), [stock, sku]))
  const available = level?.available ?? 0
  const name = catalogue.find(sku)?.name ?? sku
  return (
    <li data-send={sku}>
      <span>
        <strong>{name}</strong>
        <span className={quantity > available ? own.short : classes.soft}>
          {t(quantity > available ? 'transfers.tooFew' : 'transfers.available', { amount: formats.number(available) })}
        </span>
      </span>
      <span className={classes.stepper}>
        <Stepper label={name} max={maxQuantity} value={quantity} onChange={onQuantity} />
        <ActionIcon variant="subtle" aria-label={t('transfers.remove', { name })} onClick={onRemove}>
          <X size={18} aria-hidden />
        </ActionIcon>
      </span>
    </li>
  )
}

export interface SendGoodsProps {
  /** What was scanned to begin with. */
  readonly first: string | null
  readonly onSent: (id: string) => void
  readonly onClose: () => void
}

/** Goods to be sent to another location: found or scanned, with how many can go. */
export const SendGoods = ({ first, onSent, onClose }: SendGoodsProps) => {
  const { t } = useTranslation()
  const formats = useFormats()
  const { sounds } = useGround()
  const { catalogue, transfers, status } = useTerminal()
  const isOffline = useLivePart(status, ({ connection }) => connection === 'offline')
  const { others } = usePlaces()
  const [to, setTo] = useState<string | null>(others.length === 1 ? (others[0]?.code ?? null) : null)
  const [goods, setGoods] = useState<Counted>(() => (first === null ? new Map() : new Map([[first, 1]])))
  const [note, setNote] = useState('')
  const { isBusy, isRefused, act } = useTransferAct()
  const lines = linesOf(goods)
  const isReady = to !== null && lines.length > 0 && !isBusy

  useScans((code) => {
    const item = catalogue.find(code)
    if (item === null) return sounds.refuse()
    sounds.tick()
    setGoods(withMore(goods, item.sku))
  })
  const send = () => {
    if (isReady)
      void act(
        () => transfers.send(to, lines, note),
        (answer) => answer.ok && onSent(answer.transfer.id),
      )
  }

  return (
    <article className={classes.pane} aria-label={t('transfers.new')}>
      {isOffline && (
        <Notice tone="offline" title={t('transfers.sendOffline')}>
          {t('transfers.sendOfflineText')}
        </Notice>
      )}
      {isRefused && <Notice tone="amber" role="alert" title={t('transfers.notSent')} />}
      <Select
        label={t('transfers.where')}
        placeholder={t('transfers.choosePlace')}
        allowDeselect={false}
        value={to}
        onChange={setTo}
        data={others.map(({ code, name }) => ({ value: code, label: name }))}
      />
      <GoodsField onPick={(item) => setGoods(withMore(goods, item.sku))} />
      {lines.length === 0 ? (
        <p className={classes.soft}>{t('transfers.nothingYet')}</p>
      ) : (
        <ul className={classes.counts}>
          {lines.map(({ sku, quantity }) => (
            <Line
              key={sku}
              sku={sku}
              quantity={quantity}
              onQuantity={(more) => setGoods(withCount(goods, sku, more))}
              onRemove={() => setGoods(without(goods, sku))}
            />
          ))}
        </ul>
      )}
      <TextInput
        label={t('transfers.note')}
        maxLength={maxReasonLength}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      <div className={classes.acts}>
        <Button variant="default" onClick={onClose}>
          {t('common.cancel')}
        </Button>
        <Button disabled={!isReady} onClick={send}>
          {t('transfers.sendThese', { amount: formats.number(sumOf(goods)) })}
        </Button>
      </div>
    </article>
  )
}
