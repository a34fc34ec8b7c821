import classes from './StackedBar.module.css'

/** What a piece of a bar stands for; each has one hue and, but for what is available, one pattern. */
export type BarKind = 'available' | 'pos' | 'web' | 'marketplace' | 'phone' | 'other' | 'quarantined'

export interface BarPart {
  readonly kind: BarKind
  readonly quantity: number
  /** The piece in words, with its figure. */
  readonly label: string
}

/** Pieces side by side, as wide as they are many. The words are in its label, so that colour is never the only sign. */
export const StackedBar = ({ parts }: { parts: readonly BarPart[] }) => {
  const shown = parts.filter(({ quantity }) => quantity > 0)
  return (
    <span className={classes.bar} role="img" aria-label={shown.map(({ label }) => label).join(', ') || '0'}>
      {shown.map(({ kind, quantity, label }) => (
        <span key={kind} className={classes.part} data-kind={kind} style={{ flexGrow: quantity }} title={label} />
      ))}
    </span>
  )
}

/** The key to a bar's hues and patterns. */
export const BarSwatch = ({ kind }: { kind: BarKind }) => (
  <span className={classes.swatch} data-kind={kind} aria-hidden />
)
