import type { ReactNode } from 'react'
import classes from './ListScreen.module.css'

export interface ListScreenProps {
  /** What the screen is called. */
  readonly label: string
  /** How the list is found, narrowed and added to. */
  readonly tools: ReactNode
  /** The list, which scrolls within itself, and what stands below it. */
  readonly children: ReactNode
}

/** A screen that is one long list: its tools stay at the top. */
export const ListScreen = ({ label, tools, children }: ListScreenProps) => (
  <section className={classes.screen} aria-label={label}>
    <div className={classes.tools}>{tools}</div>
    {children}
  </section>
)
