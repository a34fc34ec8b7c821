import type { ReactNode } from 'react'
import classes from './DialogFoot.module.css'

/** The end of a dialog: its buttons, with what is said of them above. Always in sight, however long the dialog. */
export const DialogFoot = ({ children }: { readonly children: ReactNode }) => (
  <div className={classes.foot}>{children}</div>
)
