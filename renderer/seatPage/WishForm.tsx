import { useState } from 'react'
import { formatMoney } from '../../shared/formatMoney.ts'
import { useLive } from '../app/useLive.ts'
import page from '../publicPage/Page.module.css'
import { type Language, localeOf } from '../publicPage/useLanguage.ts'
import type { ShownEvent } from './askHub.ts'
import type { FreeSeats } from './freeSeats.ts'
import { Join, peopleOf } from './InLine.tsx'
import classes from './SeatPage.module.css'
import type { Visit } from './visit.ts'
import type { Words } from './words.ts'

interface Props {
  readonly visit: Visit
  readonly event: ShownEvent
  readonly t: Words
  readonly free: FreeSeats
  readonly language: Language
}

/** What a party wishes for: held at once as the best seats, or waited for. */
export const WishForm = ({ visit, event, t, free, language }: Props) => {
  const { held, mayQueue, seeksLine, graceSeconds } = useLive(visit.state)
  const [party, setParty] = useState(Math.min(2, event.mostSeats))
  const [accessible, setAccessible] = useState(false)
  const [category, setCategory] = useState<string | null>(null)
  const wish = { party, accessible, category }
  const mine = held.reduce((sum, { seats }) => sum + seats.length, 0)
  const fitting = category === null ? free.all : (free.byCategory.get(category) ?? 0)
  const isOffered = mine === 0 && (fitting < party || mayQueue || seeksLine)
  return (
    <>
      <form
        className={classes.best}
        onSubmit={(submit) => {
          submit.preventDefault()
          void visit.holdBest(wish)
        }}
      >
        {free.all === 0 && mine === 0 && <p className={classes.none}>{t.line.nothingFree}</p>}
        <div className={classes.wishes}>
          <label>
            {mine === 0 && (free.all === 0 || seeksLine) ? t.line.wanted : t.best}
            <select value={party} onChange={({ target }) => setParty(Number(target.value))}>
              {Array.from({ length: event.mostSeats }, (_, index) => index + 1).map((count) => (
                <option key={count} value={count}>
                  {peopleOf(t, count)}
                </option>
              ))}
            </select>
          </label>
          {event.categories.length > 1 && (
            <label>
              {t.category}
              <select
                value={category ?? ''}
                onChange={({ target }) => setCategory(target.value === '' ? null : target.value)}
              >
                <option value="">{t.anyCategory}</option>
                {event.categories.map(({ name, price }) => (
                  <option key={name} value={name}>
                    {price === null ? name : `${name} · ${formatMoney(price, localeOf(language))}`}
                  </option>
                ))}
              </select>
            </label>
          )}
        </div>
        <label className={classes.check}>
          <input type="checkbox" checked={accessible} onChange={({ target }) => setAccessible(target.checked)} />
          {t.wheelchair}
        </label>
        {(free.all > 0 || mine > 0) && (
          <button type="submit" className={isOffered ? undefined : page['go']} disabled={mine >= event.mostSeats}>
            {t.bestDo}
          </button>
        )}
      </form>
      {isOffered && <Join onJoin={() => visit.join(wish)} t={t} graceSeconds={graceSeconds} />}
    </>
  )
}
