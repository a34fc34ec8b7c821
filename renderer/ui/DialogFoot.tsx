import { Group } from '@mantine/core'
import type { ReactNode } from 'react'
import classes from './DialogFoot.module.css'

/** The end of a dialog: its buttons, with what is said of them above. Always in sight, however long the dialog. */
export const DialogFoot = ({ children }: { readonly children: ReactNode }) => (
  <div className={classes.foot} data-dialog-foot>
    {children}
  </div>
)

/** A dialog's buttons alone, where nothing has to be said of them. */
export const DialogButtons = ({ children }: { readonly children: ReactNode }) => (
  <DialogFoot>
    <Group justify="flex-end">{children}</Group>
  </DialogFoot>
)
