import { useEffect, useState } from 'react'
import { useLive } from '../app/useLive.ts'
import type { Seats } from './askHub.ts'
import { noneFree } from './freeSeats.ts'
import { HallView } from './HallView.tsx'
import classes from './SeatPage.module.css'
import { Side } from './Side.tsx'
import type { Visit } from './visit.ts'
import { fill } from '../publicPage/fill.ts'
import page from '../publicPage/Page.module.css'
import { momentOf, useLanguage } from '../publicPage/useLanguage.ts'
import { words } from './words.ts'

/** The whole page: the hall fills it, what is held stands beside or below. */
export const SeatPage = ({ visit, dark }: { readonly visit: Visit; readonly dark: MediaQueryList }) => {
  const state = useLive(visit.state)
  const [language, swap] = useLanguage()
  const [seats, setSeats] = useState<Seats | null>(null)
  const [free, setFree] = useState(noneFree)
  const t = words[language]
  // Nothing can be chosen: the line has the room.
  const isFull = free.all === 0 && state.held.length === 0
  const seeksLine = state.seeksLine && state.held.length === 0
  const isTurn = state.place?.state === 'offered' && !state.taken
  useEffect(() => {
    const name = state.event === null ? t.title : `${state.event.name} · ${t.title}`
    // Who waits looks at other pages meanwhile.
    document.title = isTurn ? `${t.line.turn} · ${name}` : name
  }, [state.event, isTurn, t])
  useEffect(() => visit.onSeats(setSeats, () => {}), [visit])
  const { event } = state
  return (
    <div className={page['page']}>
      <header className={page['head']}>
        <div className={page['what']}>
          <h1>{event?.name ?? t.title}</h1>
          {event !== null && (
            <p>
              {event.place} · {momentOf(event.startsAt, event.timeZone, language)}
            </p>
          )}
        </div>
        <button type="button" onClick={swap} lang={language === 'vi' ? 'en' : 'vi'}>
          {t.other}
        </button>
      </header>
      {!state.online && state.phase === 'ready' && (
        <p role="alert" className={page['offline']}>
          {fill(state.place?.state === 'waiting' ? t.line.offline : t.offline, { seconds: state.graceSeconds })}
        </p>
      )}
      {state.orderUrl !== null && state.held.length === 0 && (
        <p className={classes.ordered}>
          {t.ordered}{' '}
          <a className={page['link']} href={state.orderUrl}>
            {t.toOrder}
          </a>
        </p>
      )}
      {event === null || seats === null ? (
        <main className={page['wait']}>
          <p role="status">{state.phase === 'gone' ? t.gone : state.phase === 'failed' ? t.failed : t.loading}</p>
        </main>
      ) : (
        <main className={classes.main} data-line={state.place !== null || isFull || seeksLine}>
          <HallView {...{ visit, event, seats, t, language, dark, free: free.all }} onFree={setFree} />
          <Side {...{ visit, event, seats, free, t, language }} />
        </main>
      )}
    </div>
  )
}
