import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import classes from './EmptyState.module.css'

export interface EmptyStateProps {
  readonly icon: LucideIcon
  readonly title: string
  /** What will appear here. */
  readonly text: string
  /** The first step. */
  readonly children?: ReactNode
}

/** What stands where a list is still empty. */
export const EmptyState = ({ icon: Icon, title, text, children }: EmptyStateProps) => (
  <div className={classes.empty}>
    <Icon size={40} strokeWidth={1.5} aria-hidden />
    <p className={classes.title}>{title}</p>
    <p className={classes.text}>{text}</p>
    {children}
  </div>
)
