import { useTranslation } from 'react-i18next'
import type { Cart } from '../../app/terminal.ts'
import { useFormats } from '../../app/useFormats.ts'
import { Fuse } from '../../ui/Fuse.tsx'
import { piecesIn } from './cartSums.ts'
import { whyNotKept } from './whyNotKept.ts'
import { namesOf } from './putBack.ts'
import { soonestFuse } from './soonestFuse.ts'
import classes from './ParkedCart.module.css'
import { useDesk } from './DeskContext.tsx'

/** A sale that was put aside, with the fuse of the line that expires first. */
export const ParkedCart = ({ cart, first = false }: { cart: Cart; first?: boolean }) => {
  const { t } = useTranslation()
  const formats = useFormats()
  const desk = useDesk()
  const fuse = soonestFuse([...cart.lines, ...cart.seats])
  return (
    <button
      type="button"
      className={classes.cart}
      data-autofocus={first ? true : undefined}
      onClick={() => void desk.recall(cart)}
    >
      <span className={classes.head}>
        <span className={classes.label}>{cart.label}</span>
        <span>{formats.money(cart.total)}</span>
      </span>
      <span className={classes.what}>
        {t('counter.pieces', { count: piecesIn(cart) })} · {namesOf(cart).join(', ')}
      </span>
      {cart.keeping !== null && (
        <span className={classes.what}>
          {cart.keeping.rejection === null
            ? t('counter.keep.asking', { number: cart.keeping.number })
            : whyNotKept(cart, t)}
        </span>
      )}
      {fuse !== null && <Fuse {...fuse} />}
    </button>
  )
}
