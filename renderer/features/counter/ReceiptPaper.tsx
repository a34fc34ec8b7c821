import { BarcodePicture } from '../../ui/BarcodePicture.tsx'
import classes from './ReceiptPaper.module.css'
import type { ReceiptText } from './useReceiptText.ts'

/** The receipt as it will come out of the printer. */
export const ReceiptPaper = ({ text }: { text: ReceiptText }) => (
  <article className={classes.paper} aria-label={text.number}>
    <header className={classes.head}>
      <strong>{text.shop}</strong>
      <span>{text.heading}</span>
      <span>{text.number}</span>
      <span>{text.soldAt}</span>
      {text.staff !== '' && <span>{text.staff}</span>}
      {text.customer !== null && <span>{text.customer}</span>}
    </header>
    <ul className={classes.lines}>
      {text.lines.map((line, place) => (
        // Two lines of a receipt may be alike in everything; it never changes its order.
        // oxlint-disable-next-line react/no-array-index-key
        <li key={place}>
          <span className={classes.name}>{line.name}</span>
          <span>{line.count}</span>
          <span>{line.sum}</span>
        </li>
      ))}
    </ul>
    <dl className={classes.sums}>
      {text.sums.map(({ word, amount, big }) => (
        <div key={word} data-big={big}>
          <dt>{word}</dt>
          <dd>{amount}</dd>
        </div>
      ))}
    </dl>
    <p className={classes.thanks}>{text.thanks}</p>
    <BarcodePicture className={classes.code} text={text.code} label={text.number} />
  </article>
)
