import { Button, Group } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useTerminal } from '../../../app/TerminalContext.tsx'
import { useLive } from '../../../app/useLive.ts'
import settings from '../SettingsScreen.module.css'
import { ResourceDialog } from './ResourceDialog.tsx'
import { ServiceDialog } from './ServiceDialog.tsx'

/** What can be booked, and with whom: a manager's. Tables are drawn on the floor plan. */
export const BookablesPanel = () => {
  const { t } = useTranslation()
  const { services } = useLive(useTerminal().bookings.board)
  const [adding, setAdding] = useState<'service' | 'resource' | null>(null)
  const close = () => setAdding(null)
  return (
    <section className={settings.part} aria-labelledby="bookables">
      <div className={settings.row}>
        <h2 id="bookables">
          {t('bookables.title')}
          <span className={settings.hint} style={{ fontWeight: 400 }}>
            {t('bookables.hint')}
          </span>
        </h2>
        <Group>
          <Button variant="default" onClick={() => setAdding('resource')}>
            {t('bookables.resource.open')}
          </Button>
          <Button variant="default" onClick={() => setAdding('service')}>
            {t('bookables.service.open')}
          </Button>
        </Group>
      </div>
      {services.length === 0 && <p className={settings.hint}>{t('bookables.none')}</p>}
      {services.map(({ code, name, durationMinutes, needs }) => (
        <div key={code} className={settings.row}>
          <span>
            {name}
            <span className={settings.hint}>
              {[
                t('bookables.minutes', { amount: durationMinutes }),
                ...needs.map(({ kind, skill }) =>
                  skill === undefined ? t(`bookables.kind.${kind}`) : `${t(`bookables.kind.${kind}`)} (${skill})`,
                ),
              ].join(' · ')}
            </span>
          </span>
        </div>
      ))}
      {adding === 'service' && <ServiceDialog onClose={close} />}
      {adding === 'resource' && <ResourceDialog onClose={close} />}
    </section>
  )
}
