import { type ReactNode, useEffect, useRef, useState } from 'react'
import { fill } from '../publicPage/fill.ts'
import page from '../publicPage/Page.module.css'
import classes from './SeatPage.module.css'
import type { Visit } from './visit.ts'
import type { Place } from './visitState.ts'
import type { Words } from './words.ts'

interface Props {
  readonly visit: Visit
  readonly place: Place
  readonly t: Words
  readonly graceSeconds: number
}

/** True while something that was asked for has not been answered. */
const useBusy = (): readonly [boolean, (work: () => Promise<void>) => void] => {
  const [busy, setBusy] = useState(false)
  const run = async (work: () => Promise<void>): Promise<void> => {
    setBusy(true)
    await work()
    setBusy(false)
  }
  return [busy, (work) => void run(work)]
}

/** The heading of what took the place of a button that had the focus: it goes on from there, instead of from the top of the page. */
const Heading = ({ children }: { readonly children: ReactNode }) => {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    if (document.activeElement === document.body) heading.current?.focus()
  }, [])
  return (
    <h2 id="in-line" ref={heading} tabIndex={-1}>
      {children}
    </h2>
  )
}

export const peopleOf = (t: Words, count: number): string => (count === 1 ? t.person : fill(t.people, { count }))

/** Who waits sees their place, and what happens. */
export const Waiting = ({ visit, place, t, graceSeconds }: Props) => {
  const [busy, run] = useBusy()
  return (
    <section className={classes.line} data-testid="line" data-state="waiting" aria-labelledby="in-line">
      <Heading>{t.line.title}</Heading>
      <p className={classes.place} role="status" data-testid="place">
        {placeWords(t, place.ahead)}
      </p>
      <p className={page['soft']} data-testid="wish">
        {fill(t.line.forParty, { party: peopleOf(t, place.party) })}
        {place.category !== null && ` · ${place.category}`}
      </p>
      <p>{t.line.whatHappens}</p>
      <p>{fill(t.line.keepOpen, { seconds: graceSeconds })}</p>
      <button type="button" disabled={busy} onClick={() => run(() => visit.leaveLine())}>
        {t.line.leave}
      </button>
    </section>
  )
}

const placeWords = (t: Words, ahead: number): string => {
  if (ahead === 0) return t.line.next
  return ahead === 1 ? t.line.one : fill(t.line.ahead, { count: ahead })
}

/** What was offered, for as long as its fuse burns. */
export const Offer = ({ visit, t, children }: Pick<Props, 'visit' | 't'> & { readonly children: ReactNode }) => {
  const [busy, run] = useBusy()
  return (
    <section className={classes.line} data-testid="line" data-state="offered" aria-labelledby="in-line">
      <Heading>{t.line.turn}</Heading>
      {children}
      <p className={page['soft']}>{t.line.offerText}</p>
      <div className={classes.answers}>
        <button type="button" className={page['go']} disabled={busy} onClick={() => visit.takeOffer()}>
          {t.line.take}
        </button>
        <button type="button" disabled={busy} onClick={() => run(() => visit.leaveLine())}>
          {t.line.decline}
        </button>
      </div>
    </section>
  )
}

/** The way into the line, where what is wanted cannot be had now. */
export const Join = ({
  onJoin,
  t,
  graceSeconds,
}: {
  readonly onJoin: () => Promise<void>
  readonly t: Words
  readonly graceSeconds: number
}) => {
  const [busy, run] = useBusy()
  return (
    <section className={classes.line} data-testid="join" aria-labelledby="join-line">
      <h3 id="join-line">{t.line.joinTitle}</h3>
      <p>{t.line.whatHappens}</p>
      <p>{fill(t.line.keepOpen, { seconds: graceSeconds })}</p>
      <button type="button" className={page['go']} disabled={busy} onClick={() => run(onJoin)}>
        {t.line.join}
      </button>
    </section>
  )
}
