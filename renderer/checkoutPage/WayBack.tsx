import { fill } from '../publicPage/fill.ts'
import page from '../publicPage/Page.module.css'
import { type Language, momentOf } from '../publicPage/useLanguage.ts'
import type { ShownOrder } from './askHub.ts'
import classes from './CheckoutPage.module.css'
import type { Words } from './words.ts'

interface Props {
  readonly order: ShownOrder
  readonly t: Words
  readonly language: Language
}

const lost: ReadonlySet<ShownOrder['state']> = new Set(['expired', 'cancelled', 'failed'])

/** Back to where the seats were chosen that are nobody's now; to the line for them, where others queue already. */
export const WayBack = ({ order, t, language }: Props) =>
  lost.has(order.state) &&
  order.events.map(({ code, name, startsAt, waiting }) => (
    <section key={code} className={classes['card']} data-testid="way-back">
      <h2>{name}</h2>
      <p className={page['soft']}>{momentOf(startsAt, order.timeZone, language)}</p>
      {waiting > 0 && (
        <p className={page['soft']}>{waiting === 1 ? t.oneWaits : fill(t.someWait, { count: waiting })}</p>
      )}
      <a
        className={`${page['link']} ${page['go']}`}
        href={`/events/${encodeURIComponent(code)}${waiting > 0 ? '#queue' : ''}`}
      >
        {waiting > 0 ? t.queueAgain : t.chooseAgain}
      </a>
    </section>
  ))
