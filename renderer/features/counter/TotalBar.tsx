import { Button } from '@mantine/core'
import { Archive, Banknote, CalendarClock, Trash2 } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useGround } from '../../app/TerminalContext.tsx'
import type { Cart } from '../../app/terminal.ts'
import { useFormats } from '../../app/useFormats.ts'
import { useLivePart } from '../../app/useLive.ts'
import { KeyHint } from '../../ui/KeyHint.tsx'
import { hasNoGoods, isEmptyCart, piecesIn } from './cartSums.ts'
import classes from './TotalBar.module.css'
import { useDesk } from './DeskContext.tsx'

/** Under the cart: the biggest figure of the screen, and what can be done with the sale. */
export const TotalBar = ({ cart }: { cart: Cart }) => {
  const { t } = useTranslation()
  const formats = useFormats()
  const { terminal } = useGround()
  const desk = useDesk()
  const parked = useLivePart(terminal.counter.parked, (carts) => carts.length)
  const empty = isEmptyCart(cart)

  return (
    <div className={classes.bar}>
      <div className={classes.total}>
        <span className={classes.word}>
          {t('counter.total')}
          <span className={classes.pieces}>{empty ? '' : t('counter.pieces', { count: piecesIn(cart) })}</span>
        </span>
        <output className={classes.figure} aria-label={t('counter.total')} data-testid="total">
          {formats.money(cart.total)}
        </output>
      </div>
      <div className={classes.actions}>
        {empty ? (
          <Button
            variant="default"
            size="lg"
            disabled={parked === 0}
            leftSection={<Archive size={20} aria-hidden />}
            rightSection={<KeyHint keys="F6" />}
            onClick={() => desk.dialog.set({ name: 'recall' })}
          >
            {t('counter.recall', { count: parked })}
          </Button>
        ) : (
          <Button
            variant="default"
            size="lg"
            leftSection={<Archive size={20} aria-hidden />}
            rightSection={<KeyHint keys="F4" />}
            onClick={() => desk.dialog.set({ name: 'park' })}
          >
            {t('counter.park')}
          </Button>
        )}
        <Button
          variant="default"
          size="lg"
          disabled={hasNoGoods(cart)}
          leftSection={<CalendarClock size={20} aria-hidden />}
          rightSection={<KeyHint keys="⇧ F4" />}
          onClick={() => desk.askKeep()}
        >
          {t('counter.keep.act')}
        </Button>
        <Button
          variant="default"
          size="lg"
          disabled={empty}
          leftSection={<Trash2 size={20} aria-hidden />}
          onClick={() => void desk.askVoid()}
        >
          {t('counter.void')}
        </Button>
        <Button
          className={classes.pay}
          size="xl"
          disabled={hasNoGoods(cart) || cart.unsure !== null}
          leftSection={<Banknote size={26} aria-hidden />}
          rightSection={<KeyHint keys="F8" />}
          onClick={() => desk.askPay()}
        >
          {t('counter.pay')}
        </Button>
      </div>
    </div>
  )
}
