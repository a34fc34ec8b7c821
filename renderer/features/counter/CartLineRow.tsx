import { Button, CloseButton } from '@mantine/core'
import { memo, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { maxQuantity } from '../../../shared/quantity.ts'
import type { CartLine } from '../../app/terminal.ts'
import { useFormats } from '../../app/useFormats.ts'
import { useLivePart } from '../../app/useLive.ts'
import { Fuse, type FuseState } from '../../ui/Fuse.tsx'
import { Stepper } from '../../ui/Stepper.tsx'
import classes from './CartLineRow.module.css'
import { isGone } from './shortageParts.ts'
import { useLastTaken } from './useLastTaken.ts'
import { useShortageText } from './useShortageText.ts'
import { useDesk } from './DeskContext.tsx'

/** What burns under a line; nothing burns where nothing is promised. */
const fuseOf = (line: CartLine): FuseState | null => {
  switch (line.state) {
    case 'asked':
      return 'asked'
    case 'held':
      return 'burning'
    case 'expired':
      return 'expired'
    case 'refused':
    case 'unheld':
      return null
  }
}

const LineStanding = ({ line }: { line: CartLine }) => {
  const { t } = useTranslation()
  const fuse = fuseOf(line)
  // Of what ended long ago nobody knows when it did.
  const until = line.expiresAt ?? (fuse === 'expired' ? line.placedAt : null)
  if (fuse !== null && until !== null)
    return <Fuse placedAt={line.placedAt} expiresAt={until} state={fuse} layout="edge" />
  return (
    <span className={classes.standing}>
      {t(line.state === 'refused' ? 'counter.line.refused' : 'counter.line.unheld')}
    </span>
  )
}

/** Under a line: what went wrong with its promise, and what to do about it. */
const LineTrouble = ({ line }: { line: CartLine }) => {
  const { t } = useTranslation()
  const desk = useDesk()
  const shortageText = useShortageText()
  const taken = useLastTaken(line.sku, line.shortage !== null && isGone(line.shortage))
  if (line.shortage === null && line.state !== 'expired' && line.state !== 'refused') return null
  const again = line.state === 'expired' || line.state === 'refused'
  return (
    <div className={classes.trouble} role="status">
      <span>
        {line.shortage === null
          ? t(`counter.line.why.${again ? line.state : 'refused'}`)
          : shortageText(line.shortage, taken)}
      </span>
      {again && (
        <Button variant="light" size="sm" onClick={() => void desk.holdAgain(line)}>
          {t('counter.line.holdAgain')}
        </Button>
      )}
    </div>
  )
}

/** One line of the cart: name, price, quantity, sum, time left, remove. */
const Row = ({ line }: { line: CartLine }) => {
  const { t } = useTranslation()
  const formats = useFormats()
  const desk = useDesk()
  const selected = useLivePart(desk.selected, (id) => id === line.id)
  const element = useRef<HTMLLIElement>(null)
  useEffect(() => {
    if (selected) element.current?.scrollIntoView({ block: 'nearest' })
  }, [selected])

  return (
    <li
      ref={element}
      className={classes.line}
      data-state={line.state}
      data-sku={line.sku}
      data-selected={selected}
      onPointerDown={() => desk.selected.set(line.id)}
    >
      <div className={classes.main}>
        <span className={classes.name} title={line.name}>
          {line.name}
        </span>
        <span className={classes.price}>{formats.money(line.price)}</span>
        <Stepper
          value={line.quantity}
          label={line.name}
          max={maxQuantity}
          keys="F3"
          onChange={(quantity) => void desk.setQuantity(line, quantity)}
        />
        <span className={classes.sum}>{formats.money(line.price * line.quantity)}</span>
        <LineStanding line={line} />
        <CloseButton
          aria-label={t('counter.line.remove', { name: line.name })}
          onClick={() => void desk.remove(line)}
        />
      </div>
      <LineTrouble line={line} />
    </li>
  )
}

/** True if two states of a line look the same: what the replica brings for other lines renders nothing here. */
const sameLine = (a: { line: CartLine }, b: { line: CartLine }): boolean =>
  a.line === b.line ||
  (a.line.id === b.line.id &&
    a.line.name === b.line.name &&
    a.line.price === b.line.price &&
    a.line.quantity === b.line.quantity &&
    a.line.state === b.line.state &&
    a.line.placedAt === b.line.placedAt &&
    a.line.expiresAt === b.line.expiresAt &&
    a.line.shortage === b.line.shortage)

export const CartLineRow = memo(Row, sameLine)
