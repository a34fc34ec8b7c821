import { Hourglass } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Overview } from '../../app/questions.ts'
import { useTerminal } from '../../app/TerminalContext.tsx'
import { useFormats } from '../../app/useFormats.ts'
import { useLivePart } from '../../app/useLive.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { Fuse } from '../../ui/Fuse.tsx'
import classes from './Expiring.module.css'

/** What ends within the hour, the next first, with its fuse. */
export const Expiring = ({ expiring: { count, holds } }: { readonly expiring: Overview['expiring'] }) => {
  const { t } = useTranslation()
  const { number } = useFormats()
  const { shop, catalogue } = useTerminal()
  const channels = useLivePart(shop, (now) => now.channels)
  const whatOf = ({ units, name }: { readonly units: number; readonly name: string | null }): string => {
    if (name === null) return t('overview.expiring.other')
    return units > 0 ? t('overview.expiring.what', { units: number(units), name }) : name
  }
  const nameOf = (sku: string): string => catalogue.find(sku)?.name ?? sku
  return (
    <section className={classes.expiring} aria-labelledby="ends-soon">
      <h2 id="ends-soon">{t('overview.expiring.title')}</h2>
      {holds.length === 0 ? (
        <EmptyState
          icon={Hourglass}
          title={t('overview.expiring.emptyTitle')}
          text={t('overview.expiring.emptyText')}
        />
      ) : (
        <ul className={classes.rows}>
          {holds.map(({ id, channel, placedAt, expiresAt, units, sku, name }) => (
            <li key={id} className={classes.row}>
              <span className={classes.what}>
                <span>{whatOf({ units, name: sku === null ? name : nameOf(sku) })}</span>
                <span className={classes.soft}>{channels.find(({ code }) => code === channel)?.name ?? channel}</span>
              </span>
              <Fuse placedAt={placedAt} expiresAt={expiresAt} state="burning" layout="edge" />
            </li>
          ))}
        </ul>
      )}
      {count > holds.length && (
        <p className={classes.soft}>{t('overview.expiring.more', { amount: number(count - holds.length) })}</p>
      )}
    </section>
  )
}
