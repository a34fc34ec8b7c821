import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { mayAct } from '../../shared/protocol/roles.ts'
import classes from './Rail.module.css'
import { isHostScreen, type ScreenId, screens } from './screens.ts'
import { useTerminal } from './TerminalContext.tsx'
import { useLive, useLivePart } from './useLive.ts'
import { needsPerson } from '../features/orders/orderFilter.ts'

/** The screens that this person may use, with how many things in them wait for a person. */
export const Rail = () => {
  const { t } = useTranslation()
  const { me, status, counter, bookings, orders, boxOffice } = useTerminal()
  const person = useLive(me)
  const needsLook = useLivePart(status, (now) => now.needsLook)
  const nowFree = useLivePart(counter.nowFree, (items) => items.length)
  const line = useLivePart(bookings.board, ({ waiting }) => waiting.filter(({ state }) => state === 'waiting').length)
  const offers = useLivePart(bookings.board, ({ waiting }) => waiting.filter(({ state }) => state === 'offered').length)
  const toDo = useLivePart(orders.list, (all) => all.filter(needsPerson).length)
  const badges: Partial<Record<ScreenId, number>> = { activity: needsLook, counter: nowFree, orders: toDo }
  const role = person?.role ?? 'staff'
  const shows = useLivePart(boxOffice.events, (events) => events.length > 0) || mayAct(role, 'manager')
  const books = useLivePart(bookings.board, ({ resources }) => resources.length > 0) || mayAct(role, 'manager')

  return (
    <nav className={classes.rail} aria-label={t('nav.label')}>
      <span className={classes.mark} aria-hidden>
        <span className={classes.fuse} />
      </span>
      {screens
        .filter(({ id, least }) => mayAct(role, least) && (books || !isHostScreen(id)) && (shows || id !== 'seats'))
        .map(({ id, path, icon: Icon }) => {
          const badge = badges[id] ?? 0
          return (
            <Link key={id} to={path} className={classes.link} activeOptions={{ exact: true, includeSearch: false }}>
              <span className={classes.icon}>
                <Icon size={24} strokeWidth={1.75} aria-hidden />
                {id === 'waiting' && line + offers > 0 && (
                  <>
                    {offers > 0 && (
                      <span className={classes.badge} data-tone="offer" aria-hidden>
                        {offers}
                      </span>
                    )}
                    {line > 0 && (
                      <span className={classes.badge} data-tone="line" aria-hidden>
                        {line > 99 ? '99+' : line}
                      </span>
                    )}
                    <span className={classes.spoken}>{t('waiting.badge', { waiting: line + offers, offers })}</span>
                  </>
                )}
                {badge > 0 && (
                  <span className={classes.badge} data-tone={id === 'orders' ? 'line' : undefined}>
                    <span aria-hidden>{badge > 99 ? '99+' : badge}</span>
                    <span className={classes.spoken}>{t('nav.badge', { count: badge })}</span>
                  </span>
                )}
              </span>
              <span>{t(`nav.${id}`)}</span>
            </Link>
          )
        })}
    </nav>
  )
}
