import type { ReactNode } from 'react'
import classes from './Tables.module.css'

/** A table that may be wider than the screen: it scrolls within itself, and so has to be reached by keys. */
export const WideTable = ({ children }: { readonly children: ReactNode }) => (
  // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
  <div className={classes.scroll} tabIndex={0}>
    {children}
  </div>
)
