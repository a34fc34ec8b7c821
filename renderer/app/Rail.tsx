import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { mayAct } from '../../shared/protocol/roles.ts'
import { MoreScreens } from './MoreScreens.tsx'
import classes from './Rail.module.css'
import { isHostScreen, screens } from './screens.ts'
import { ScreenBadge } from './ScreenBadge.tsx'
import { useTerminal } from './TerminalContext.tsx'
import { useLive, useLivePart } from './useLive.ts'

/** The screens that this person may use, with how many things in them wait for a person. */
export const Rail = () => {
  const { t } = useTranslation()
  const { me, bookings, boxOffice } = useTerminal()
  const role = useLive(me)?.role ?? 'staff'
  const shows = useLivePart(boxOffice.events, (events) => events.length > 0) || mayAct(role, 'manager')
  const books = useLivePart(bookings.board, ({ resources }) => resources.length > 0) || mayAct(role, 'manager')
  const usable = screens.filter(
    ({ id, least }) => mayAct(role, least) && (books || !isHostScreen(id)) && (shows || id !== 'seats'),
  )

  return (
    <nav className={classes.rail} aria-label={t('nav.label')}>
      <span className={classes.mark} aria-hidden>
        <span className={classes.fuse} />
      </span>
      {usable
        .filter(({ isInRail }) => isInRail)
        .map(({ id, path, icon: Icon }) => (
          <Link key={id} to={path} className={classes.link} activeOptions={{ exact: true, includeSearch: false }}>
            <span className={classes.icon}>
              <Icon size={24} strokeWidth={1.75} aria-hidden />
              <ScreenBadge screen={id} />
            </span>
            <span>{t(`nav.${id}`)}</span>
          </Link>
        ))}
      <MoreScreens screens={usable.filter(({ isInRail }) => !isInRail)} />
    </nav>
  )
}
