import type { ReactNode } from 'react'
import classes from './FieldRow.module.css'

interface Props {
  readonly fields: 1 | 2 | 3
  /** Whether a button follows the fields. */
  readonly ends: 'button' | 'field'
  readonly children: ReactNode
}

/** Fields side by side, or with the button that sends them: what is said of one moves nothing beside it, the button least of all. */
export const FieldRow = ({ fields, ends, children }: Props) => (
  <div className={classes.row} data-fields={fields} data-ends={ends}>
    {children}
  </div>
)
