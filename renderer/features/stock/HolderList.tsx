import { Button } from '@mantine/core'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { mayAct } from '../../../shared/protocol/roles.ts'
import { useTerminal } from '../../app/TerminalContext.tsx'
import type { HeldBy } from '../../app/terminal.ts'
import { useFormats } from '../../app/useFormats.ts'
import { useLive } from '../../app/useLive.ts'
import { Fuse } from '../../ui/Fuse.tsx'
import classes from './HolderList.module.css'
import { ReleaseDialog } from './ReleaseDialog.tsx'
import { useHolderName } from './useHolderName.ts'

/** Who holds this thing here, each with a fuse; a manager may release one with a reason. */
export const HolderList = ({ sku }: { sku: string }) => {
  const { t } = useTranslation()
  const terminal = useTerminal()
  const formats = useFormats()
  const holders = useLive(useMemo(() => terminal.stock.holders(sku), [terminal, sku]))
  const nameOf = useHolderName()
  const shop = useLive(terminal.shop)
  const me = useLive(terminal.me)
  const [releasing, setReleasing] = useState<HeldBy | null>(null)

  const mayRelease = (holder: HeldBy) =>
    me !== null && (mayAct(me.role, 'manager') || (shop.terminal !== null && holder.terminal === shop.terminal.id))
  if (holders.length === 0) return <p className={classes.none}>{t('stock.holds.none')}</p>
  return (
    <>
      <ul className={classes.holders}>
        {holders.map((holder) => (
          <li key={holder.hold} className={classes.holder}>
            <span className={classes.quantity}>{formats.number(holder.quantity)}</span>
            <span className={classes.who}>
              {nameOf(holder)}
              <span className={classes.since}>
                {t('stock.holds.since', { time: formats.moment(holder.placedAt, terminal.clock.now()) })}
              </span>
            </span>
            <span className={classes.fuse}>
              <Fuse
                placedAt={holder.placedAt}
                expiresAt={holder.expiresAt}
                state={holder.settled ? 'burning' : 'asked'}
              />
            </span>
            {mayRelease(holder) && (
              <Button variant="default" size="sm" onClick={() => setReleasing(holder)}>
                {t('stock.release.open')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {releasing !== null && (
        <ReleaseDialog
          title={t('stock.release.title', { count: releasing.quantity, who: nameOf(releasing) })}
          onRelease={(reason) => void terminal.stock.release(releasing.hold, reason)}
          onClose={() => setReleasing(null)}
        />
      )}
    </>
  )
}
