import { Button } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useTerminal } from '../../../app/TerminalContext.tsx'
import type { Place } from '../../../app/terminal.ts'
import { useLive } from '../../../app/useLive.ts'
import settings from '../SettingsScreen.module.css'
import { LocationDialog } from './LocationDialog.tsx'

/** Where the shop has goods and terminals: an owner's. */
export const LocationsPanel = () => {
  const { t } = useTranslation()
  const shop = useLive(useTerminal().shop)
  const [open, setOpen] = useState<Place | 'new' | null>(null)
  const about = ({ code, timeZone }: Place) => [
    ...(timeZone === null ? [] : [t('locations.zone', { zone: timeZone })]),
    ...(code === shop.location?.code ? [t('locations.here')] : []),
  ]
  return (
    <section className={settings.part} aria-labelledby="locations">
      <div className={settings.row}>
        <h2>
          <span id="locations">{t('locations.title')}</span>
          <span className={settings.hint} style={{ fontWeight: 400 }}>
            {t('locations.hint')}
          </span>
        </h2>
        <Button variant="default" onClick={() => setOpen('new')}>
          {t('locations.add')}
        </Button>
      </div>
      <ul className={settings.list} aria-label={t('locations.title')}>
        {shop.locations.map((location) => (
          <li key={location.code} className={settings.row}>
            <span>
              {location.name}
              <span className={settings.hint}>{about(location).join(' · ')}</span>
            </span>
            <Button
              variant="default"
              aria-label={t('locations.renameOne', { name: location.name })}
              onClick={() => setOpen(location)}
            >
              {t('locations.rename')}
            </Button>
          </li>
        ))}
      </ul>
      {open !== null && <LocationDialog location={open === 'new' ? null : open} onClose={() => setOpen(null)} />}
    </section>
  )
}
