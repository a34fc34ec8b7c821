import { SegmentedControl, Switch, useMantineColorScheme } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { mayAct } from '../../../shared/protocol/roles.ts'
import { useGround } from '../../app/TerminalContext.tsx'
import { useLive } from '../../app/useLive.ts'
import { AccountPanel } from './account/AccountPanel.tsx'
import { BookablesPanel } from './bookables/BookablesPanel.tsx'
import { CustomersPanel } from './customers/CustomersPanel.tsx'
import { GoodsPanel } from './goods/GoodsPanel.tsx'
import { LanguageSwitch } from './LanguageSwitch.tsx'
import { LocationsPanel } from './locations/LocationsPanel.tsx'
import { PeoplePanel } from './people/PeoplePanel.tsx'
import { SelfCheckPanel } from './SelfCheckPanel.tsx'
import classes from './SettingsScreen.module.css'
import { ShiftsPanel } from './shifts/ShiftsPanel.tsx'
import { TerminalsPanel } from './TerminalsPanel.tsx'
import { ThisTerminal } from './ThisTerminal.tsx'

const Row = ({ label, hint, children }: { label: string; hint?: string; children: ReactNode }) => (
  <div className={classes.row}>
    <span>
      {label}
      {hint !== undefined && <span className={classes.hint}>{hint}</span>}
    </span>
    {children}
  </div>
)

/** How this device is liked, which terminal it is, and for managers: the goods, what can be booked, who works here, where transfers go to, customers who want to be forgotten, the other terminals and the hub's self-check. */
export const SettingsScreen = () => {
  const { t } = useTranslation()
  const { terminal, preferences, sounds } = useGround()
  const { sound, theme } = useLive(preferences)
  const { setColorScheme } = useMantineColorScheme()
  const me = useLive(terminal.me)
  const manages = me !== null && mayAct(me.role, 'manager')
  const owns = me !== null && mayAct(me.role, 'admin')

  return (
    <div className={classes.screen}>
      {manages && <GoodsPanel />}
      {manages && <BookablesPanel />}
      {manages && <ShiftsPanel />}
      {manages && <PeoplePanel me={me} />}
      {manages && <AccountPanel me={me} />}
      {manages && <CustomersPanel />}
      {owns && <LocationsPanel />}
      <section className={classes.part} aria-labelledby="device">
        <h2 id="device">{t('settings.device')}</h2>
        <Row label={t('settings.language.label')}>
          <LanguageSwitch />
        </Row>
        <Row label={t('settings.theme.label')}>
          <SegmentedControl
            aria-label={t('settings.theme.label')}
            value={theme}
            onChange={(value) => setColorScheme(value === 'light' || value === 'dark' ? value : 'auto')}
            data={[
              { value: 'light', label: t('settings.theme.light') },
              { value: 'dark', label: t('settings.theme.dark') },
              { value: 'auto', label: t('settings.theme.auto') },
            ]}
          />
        </Row>
        <Row label={t('settings.sound.label')} hint={t('settings.sound.hint')}>
          <Switch
            aria-label={t('settings.sound.label')}
            checked={sound}
            onChange={(event) => {
              preferences.set({ ...preferences.get(), sound: event.currentTarget.checked })
              sounds.tick()
            }}
          />
        </Row>
      </section>
      <ThisTerminal manages={manages} />
      {manages && <TerminalsPanel />}
      {manages && <SelfCheckPanel />}
    </div>
  )
}
