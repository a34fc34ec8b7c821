import { useEffect, useState } from 'react'
import { useLive } from '../app/useLive.ts'
import type { Seats } from './askHub.ts'
import { HallView } from './HallView.tsx'
import classes from './SeatPage.module.css'
import { Side } from './Side.tsx'
import type { Visit } from './visit.ts'
import { fill, type Language, words } from './words.ts'

const languageKey = 'holdfast.seats.language'

const firstLanguage = (): Language => {
  const chosen = localStorage.getItem(languageKey)
  if (chosen === 'vi' || chosen === 'en') return chosen
  return navigator.language.startsWith('vi') ? 'vi' : 'en'
}

/** The whole page: the hall fills it, what is held stands beside or below. */
export const SeatPage = ({ visit, dark }: { readonly visit: Visit; readonly dark: MediaQueryList }) => {
  const state = useLive(visit.state)
  const [language, setLanguage] = useState(firstLanguage)
  const [seats, setSeats] = useState<Seats | null>(null)
  const t = words[language]
  useEffect(() => {
    document.documentElement.lang = language
  }, [language])
  useEffect(() => {
    document.title = state.event === null ? t.title : `${state.event.name} · ${t.title}`
  }, [state.event, t])
  useEffect(() => visit.onSeats(setSeats, () => {}), [visit])
  const swap = (): void => {
    const other = language === 'vi' ? 'en' : 'vi'
    localStorage.setItem(languageKey, other)
    setLanguage(other)
  }
  const { event } = state
  return (
    <div className={classes.page}>
      <header className={classes.head}>
        <div className={classes.what}>
          <h1>{event?.name ?? t.title}</h1>
          {event !== null && (
            <p>
              {event.place} · {whenOf(event.startsAt, event.timeZone, language)}
            </p>
          )}
        </div>
        <button type="button" className={classes.plain} onClick={swap} lang={language === 'vi' ? 'en' : 'vi'}>
          {t.other}
        </button>
      </header>
      {!state.online && state.phase === 'ready' && (
        <p role="alert" className={classes.offline}>
          {fill(t.offline, { seconds: state.graceSeconds })}
        </p>
      )}
      {event === null || seats === null ? (
        <main className={classes.wait}>
          <p role="status">{state.phase === 'gone' ? t.gone : state.phase === 'failed' ? t.failed : t.loading}</p>
        </main>
      ) : (
        <main className={classes.main}>
          <HallView visit={visit} event={event} seats={seats} t={t} dark={dark} />
          <Side visit={visit} event={event} seats={seats} t={t} language={language} />
        </main>
      )}
    </div>
  )
}

const whenOf = (moment: string, timeZone: string, language: Language): string =>
  new Intl.DateTimeFormat(language === 'vi' ? 'vi-VN' : 'en-GB', {
    ...{
      timeZone,
      weekday: 'long',
      day: '2-digit',
      month: '2-digit',
      year: 'numeric',
      hour: '2-digit',
      minute: '2-digit',
    },
    hourCycle: 'h23',
  }).format(new Date(moment))
