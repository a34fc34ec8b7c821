import { Button, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { v7 as newId } from 'uuid'
import { Dialog } from '../../app/Dialog.tsx'
import { maxReasonLength } from '../../../shared/holds/states.ts'
import { maxQuantity } from '../../../shared/quantity.ts'
import { QuestionNotice } from '../../app/QuestionNotice.tsx'
import { type Arrival, type GoodsToCome, QuestionError } from '../../app/questions.ts'
import { useGround } from '../../app/TerminalContext.tsx'
import type { BoardOrder } from '../../app/terminal.ts'
import { useFormats } from '../../app/useFormats.ts'
import { useLivePart } from '../../app/useLive.ts'
import { DialogButtons } from '../../ui/DialogFoot.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { wholeIn } from '../../ui/wholeNumber.ts'
import { WholeNumberInput } from '../../ui/WholeNumberInput.tsx'
import { customerName } from '../orders/words.ts'
import classes from './ArrivalDialog.module.css'
import { servedSince } from './standing.ts'

interface DoneProps {
  readonly arrival: Arrival
  /** How much each order waited for before. */
  readonly before: ReadonlyMap<string, number>
  readonly orders: readonly BoardOrder[]
  readonly onChoose: (order: BoardOrder) => void
}

/** What the arrival did: how many went where, and whose goods are here now, as the copy hears of it. */
const Done = ({ arrival: { promised, forSale }, before, orders, onChoose }: DoneProps) => {
  const { t } = useTranslation()
  const formats = useFormats()
  const served = servedSince(before, orders)
  const key = promised === 0 ? 'doneNone' : forSale === 0 ? 'doneAll' : 'done'
  const words = { promised: formats.number(promised), forSale: formats.number(forSale) }
  return (
    <>
      <Notice tone="calm" role="status" title={t(`preorders.arrive.${key}`, words)} />
      {served.length > 0 && (
        <section aria-label={t('preorders.arrive.served')}>
          <h3 className={classes.heading}>{t('preorders.arrive.served')}</h3>
          <ul className={classes.served}>
            {served.map(({ order, pieces }) => (
              <li key={order.id}>
                <Button variant="subtle" px={4} onClick={() => onChoose(order)}>
                  {order.number}
                </Button>
                <span>{customerName(order, t)}</span>
                <strong>{t('preorders.arrive.pieces', { count: pieces })}</strong>
                <span className={classes.soft}>
                  {[
                    ...(order.toCome > 0 ? [t('preorders.arrive.lacks', { count: order.toCome })] : []),
                    ...(order.due > 0 ? [t('preorders.arrive.payFirst', { amount: formats.money(order.due) })] : []),
                  ].join(' · ')}
                </span>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  )
}

const range = { min: 1, max: maxQuantity }

export interface ArrivalDialogProps {
  readonly goods: GoodsToCome
  readonly orders: readonly BoardOrder[]
  readonly onChoose: (order: BoardOrder) => void
  readonly onClose: () => void
}

/** Writes down that goods came which were pre-ordered, and says what that did. */
export const ArrivalDialog = ({ goods, orders, onChoose, onClose }: ArrivalDialogProps) => {
  const { t } = useTranslation()
  const formats = useFormats()
  const { questions, terminal } = useGround()
  const isOffline = useLivePart(terminal.status, ({ connection }) => connection === 'offline')
  const [id] = useState(() => newId())
  const [before] = useState(() => new Map(orders.map((order) => [order.id, order.toCome])))
  const [pieces, setPieces] = useState(String(Math.max(1, goods.promised)))
  const [reference, setReference] = useState('')
  const arrive = useMutation({ mutationFn: questions.goodsArrived })
  /** The question went out and no answer came: only the very same may be asked again. */
  const isUnsure = arrive.error instanceof QuestionError && arrive.error.why === 'offline'
  const arrival = arrive.data ?? null
  const isDone = arrival !== null
  const quantity = wholeIn(pieces, range)

  const submit = (event: FormEvent) => {
    event.preventDefault()
    const word = reference.trim()
    if (quantity !== null && !arrive.isPending && !isDone)
      arrive.mutate({ id, sku: goods.sku, quantity, ...(word === '' ? {} : { reference: word }) })
  }
  const promised = Math.min(quantity ?? 0, goods.promised)
  return (
    <Dialog opened onClose={onClose} size={560} title={t('preorders.arrive.title', { name: goods.name })}>
      <form className={classes.form} onSubmit={submit} noValidate>
        {!isDone && (
          <>
            <WholeNumberInput
              data-autofocus
              required
              range={range}
              disabled={isUnsure || arrive.isPending}
              label={t('preorders.arrive.quantity')}
              text={pieces}
              onText={setPieces}
            />
            <TextInput
              maxLength={maxReasonLength}
              disabled={isUnsure || arrive.isPending}
              label={t('preorders.arrive.reference')}
              value={reference}
              onChange={(event) => setReference(event.currentTarget.value)}
            />
            {quantity !== null && (
              <p className={classes.foretold}>
                {t('preorders.arrive.foretold', {
                  promised: formats.number(promised),
                  forSale: formats.number(quantity - promised),
                })}
              </p>
            )}
          </>
        )}
        {isOffline && !isDone && <Notice tone="offline" role="status" title={t('preorders.arrive.offline')} />}
        {isUnsure && !isOffline && <Notice tone="amber" role="alert" title={t('preorders.arrive.unsure')} />}
        {arrive.isError && !isUnsure && <QuestionNotice error={arrive.error} />}
        {arrive.data === null && <Notice tone="amber" role="alert" title={t('preorders.arrive.gone')} />}
        {arrival !== null && <Done arrival={arrival} {...{ before, orders }} onChoose={onChoose} />}
        <DialogButtons>
          <Button variant="default" onClick={onClose}>
            {t('common.close')}
          </Button>
          {!isDone && (
            <Button type="submit" disabled={quantity === null || isOffline} loading={arrive.isPending}>
              {t('preorders.arrive.submit')}
            </Button>
          )}
        </DialogButtons>
      </form>
    </Dialog>
  )
}
