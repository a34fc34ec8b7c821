import { useState } from 'react'
import { useLive } from '../app/useLive.ts'
import page from '../publicPage/Page.module.css'
import type { ShownEvent } from './askHub.ts'
import { Join, peopleOf } from './InLine.tsx'
import classes from './SeatPage.module.css'
import type { Visit } from './visit.ts'
import type { Words } from './words.ts'

interface Props {
  readonly visit: Visit
  readonly event: ShownEvent
  readonly t: Words
  /** How many seats are free. */
  readonly free: number
}

/** What a party wishes for: held at once as the best seats, or waited for. */
export const WishForm = ({ visit, event, t, free }: Props) => {
  const { held, mayQueue, seeksLine, graceSeconds } = useLive(visit.state)
  const [party, setParty] = useState(Math.min(2, event.mostSeats))
  const [accessible, setAccessible] = useState(false)
  const mine = held.reduce((sum, { seats }) => sum + seats.length, 0)
  const isOffered = mine === 0 && (free < party || mayQueue || seeksLine)
  return (
    <>
      <form
        className={classes.best}
        onSubmit={(submit) => {
          submit.preventDefault()
          void visit.holdBest({ party, accessible })
        }}
      >
        {free === 0 && mine === 0 && <p className={classes.none}>{t.line.nothingFree}</p>}
        <label>
          {mine === 0 && (free === 0 || seeksLine) ? t.line.wanted : t.best}
          <select value={party} onChange={({ target }) => setParty(Number(target.value))}>
            {Array.from({ length: event.mostSeats }, (_, index) => index + 1).map((count) => (
              <option key={count} value={count}>
                {peopleOf(t, count)}
              </option>
            ))}
          </select>
        </label>
        <label className={classes.check}>
          <input type="checkbox" checked={accessible} onChange={({ target }) => setAccessible(target.checked)} />
          {t.wheelchair}
        </label>
        {(free > 0 || mine > 0) && (
          <button type="submit" className={isOffered ? undefined : page['go']} disabled={mine >= event.mostSeats}>
            {t.bestDo}
          </button>
        )}
      </form>
      {isOffered && <Join onJoin={() => visit.join({ party, accessible })} t={t} graceSeconds={graceSeconds} />}
    </>
  )
}
