import { Button, CloseButton } from '@mantine/core'
import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import { useTerminal } from '../../app/TerminalContext.tsx'
import type { CartVoucher } from '../../app/terminal.ts'
import { useFormats } from '../../app/useFormats.ts'
import { useLivePart } from '../../app/useLive.ts'
import { Fuse } from '../../ui/Fuse.tsx'
import { offOf } from '../vouchers/words.ts'
import classes from './CartLineRow.module.css'
import { useDesk } from './DeskContext.tsx'

/** Why a voucher takes nothing off, or that nobody has confirmed it; null where there is nothing to say. */
const useTrouble = ({ state, trouble, minimum }: CartVoucher): string | null => {
  const { t } = useTranslation()
  const formats = useFormats()
  const isOffline = useLivePart(useTerminal().status, ({ connection }) => connection === 'offline')
  if (state === 'expired') return t('counter.voucher.expired')
  if (trouble !== null) return t(`counter.voucher.trouble.${trouble}`, { amount: formats.money(minimum ?? 0) })
  return state === 'asked' && isOffline ? t('counter.voucher.offline') : null
}

/** A voucher in the cart: what it takes off, how long it is held, and why not if not. */
const Row = ({ voucher }: { voucher: CartVoucher }) => {
  const { t } = useTranslation()
  const formats = useFormats()
  const desk = useDesk()
  const trouble = useTrouble(voucher)
  const { code, name, discount, state, placedAt, expiresAt, off } = voucher
  return (
    <li className={classes.line} data-voucher={code} data-state={state}>
      <div className={classes.main}>
        <span className={classes.name}>
          {t('counter.voucher.title', { code })} · {name}
        </span>
        <span className={classes.price}>{discount === null ? '' : offOf({ discount }, t, formats)}</span>
        <span />
        <span className={classes.sum}>{formats.money(-off)}</span>
        {expiresAt === null ? (
          <span className={classes.standing}>{t('counter.seats.expired')}</span>
        ) : (
          <Fuse
            {...{ placedAt, expiresAt, layout: 'edge' }}
            state={state === 'held' ? 'burning' : state === 'refused' ? 'expired' : state}
          />
        )}
        <CloseButton
          aria-label={t('counter.voucher.remove', { code })}
          onClick={() => void desk.removeVoucher(voucher)}
        />
      </div>
      {trouble !== null && (
        <div className={classes.trouble} role="status">
          {trouble}
          {(state === 'expired' || state === 'refused') && (
            <Button variant="light" onClick={() => void desk.holdAgain({ ...voucher, quantity: 1 })}>
              {t('counter.line.holdAgain')}
            </Button>
          )}
        </div>
      )}
    </li>
  )
}

export const CartVoucherRow = memo(Row)
