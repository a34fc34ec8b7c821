import { useMediaQuery } from '@mantine/hooks'
import { Outlet, useLocation } from '@tanstack/react-router'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Sheet } from './Sheet.tsx'
import { CommandPalette } from './CommandPalette.tsx'
import classes from './Frame.module.css'
import { HeldPanel } from './HeldPanel.tsx'
import { Rail } from './Rail.tsx'
import { isWide, screens } from './screens.ts'
import { StatusBar } from './StatusBar.tsx'
import { TopBar } from './TopBar.tsx'
import { useFrameKeys } from './useFrameKeys.ts'
import { useSaid } from './useSaid.tsx'
import { useWayBack } from './useWayBack.ts'
import { NewBooking } from '../features/bookings/NewBooking.tsx'
import { useHostSaid } from '../features/bookings/useHostSaid.tsx'
import { useOfferNotices } from '../features/waiting/useOfferNotices.tsx'
import { useWaitingKey } from '../features/waiting/useWaitingKey.ts'

/** The frame around every screen: rail, top bar, what is held right now, and the status line that always tells the truth. */
export const Frame = () => {
  const { t } = useTranslation()
  const search = useRef<HTMLInputElement>(null)
  const path = useLocation({ select: ({ pathname }) => pathname })
  const screen = screens.find((each) => each.path === path)
  const hasRoom = useMediaQuery('(min-width: 1180px)', window.innerWidth >= 1180, { getInitialValueInEffect: false })
  const wide = hasRoom && !(screen !== undefined && isWide(screen.id))
  const [sheet, setSheet] = useState(false)
  useFrameKeys(search)
  useWayBack()
  useSaid()
  useHostSaid()
  useOfferNotices()
  useWaitingKey()

  return (
    <div className={classes.frame} data-wide={wide}>
      <Rail />
      <TopBar searchRef={search} {...(wide ? {} : { onShowHeld: () => setSheet(true) })} />
      <main className={classes.main} id="main">
        <Outlet />
      </main>
      {wide ? (
        // It scrolls, and so has to be reached by keys.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        <aside className={classes.side} aria-label={t('held.title')} tabIndex={0}>
          <HeldPanel />
        </aside>
      ) : (
        <Sheet opened={sheet} onClose={() => setSheet(false)} position="right" size={360} title={t('held.title')}>
          <HeldPanel />
        </Sheet>
      )}
      <StatusBar />
      <CommandPalette />
      <NewBooking />
    </div>
  )
}
