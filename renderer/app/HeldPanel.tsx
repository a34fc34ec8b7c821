import { Hourglass } from 'lucide-react'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { ParkedCart } from '../features/counter/ParkedCart.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { Fuse } from '../ui/Fuse.tsx'
import classes from './HeldPanel.module.css'
import { useTerminal } from './TerminalContext.tsx'
import type { Level, StockQuery } from './terminal.ts'
import { useFormats } from './useFormats.ts'
import { useLive } from './useLive.ts'

const whatIsHeld: StockQuery = { text: '', sort: 'sku', descending: false, only: 'held' }
const shown = 12

/** The first to expire first; where two burn out together, by SKU. */
const soonestFirst = (levels: readonly Level[]): readonly Level[] =>
  levels.toSorted((a, b) => (a.heldUntil ?? Infinity) - (b.heldUntil ?? Infinity))

/** One thing that is held here, with who holds it and the fuse that burns out first. */
const HeldRow = ({ level }: { level: Level }) => {
  const terminal = useTerminal()
  const formats = useFormats()
  const holders = useLive(useMemo(() => terminal.stock.holders(level.sku), [terminal, level.sku]))
  const { channels } = useLive(terminal.shop)
  const by = Object.entries(level.heldBy)
    .filter(([, quantity]) => quantity > 0)
    .map(
      ([code, quantity]) =>
        `${channels.find((channel) => channel.code === code)?.name ?? code} ${formats.number(quantity)}`,
    )
  const [first] = holders
  // Its last hold has just ended; the list follows in a moment.
  if (first === undefined) return null
  return (
    <li className={classes.row}>
      <span className={classes.name}>{level.name}</span>
      <span className={classes.quantity}>{formats.number(level.held)}</span>
      <span className={classes.by}>{by.join(' · ')}</span>
      <span className={classes.fuse}>
        <Fuse placedAt={first.placedAt} expiresAt={first.expiresAt} state={first.settled ? 'burning' : 'asked'} />
      </span>
    </li>
  )
}

/** What is held right now: sales put aside here, and what all channels hold of this shop's stock. */
export const HeldPanel = () => {
  const { t } = useTranslation()
  const terminal = useTerminal()
  const parked = useLive(terminal.counter.parked)
  const held = useLive(useMemo(() => terminal.stock.rows(whatIsHeld), [terminal]))
  const levels = useMemo(() => soonestFirst(held), [held])

  if (parked.length === 0 && levels.length === 0)
    return <EmptyState icon={Hourglass} title={t('held.emptyTitle')} text={t('held.emptyText')} />
  return (
    <div className={classes.panel}>
      {parked.length > 0 && (
        <section aria-label={t('held.parked')}>
          <h2 className={classes.heading}>{t('held.parked')}</h2>
          {parked.map((cart) => (
            <ParkedCart key={cart.id} cart={cart} />
          ))}
        </section>
      )}
      {levels.length > 0 && (
        <section aria-label={t('held.stock')}>
          <h2 className={classes.heading}>{t('held.stock')}</h2>
          <ul className={classes.rows}>
            {levels.slice(0, shown).map((level) => (
              <HeldRow key={level.sku} level={level} />
            ))}
          </ul>
          {levels.length > shown && <p className={classes.more}>{t('held.more', { count: levels.length - shown })}</p>}
        </section>
      )}
    </div>
  )
}
