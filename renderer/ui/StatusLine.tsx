import { CloudOff, LoaderCircle, Wifi } from 'lucide-react'
import type { ReactNode } from 'react'
import classes from './StatusLine.module.css'

export interface StatusLineProps {
  readonly connection: 'online' | 'offline' | 'connecting'
  /** What is true now, the connection first. */
  readonly parts: readonly string[]
  /** What needs a look, as a way there. */
  readonly children?: ReactNode
}

const icons = { online: Wifi, offline: CloudOff, connecting: LoaderCircle } as const

/** The line at the bottom that always tells the truth; amber without a network. */
export const StatusLine = ({ connection, parts, children }: StatusLineProps) => {
  const Icon = icons[connection]
  return (
    <footer className={classes.line} data-connection={connection}>
      <Icon size={18} aria-hidden className={classes.icon} />
      <ul className={classes.parts}>
        {parts.map((part, place) => (
          // The parts have fixed places; their words change.
          // oxlint-disable-next-line react/no-array-index-key
          <li key={place}>{part}</li>
        ))}
      </ul>
      <span className={classes.look}>{children}</span>
    </footer>
  )
}
