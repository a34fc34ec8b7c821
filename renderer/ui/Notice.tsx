import { CircleAlert, CloudOff, Info, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import classes from './Notice.module.css'

export interface NoticeProps {
  readonly tone: 'calm' | 'amber' | 'red' | 'offline'
  readonly title: string
  /** What is safe and what to do. */
  readonly children?: ReactNode
  /** `alert` is read out at once. */
  readonly role?: 'alert' | 'status'
}

const icons = { calm: Info, amber: TriangleAlert, red: CircleAlert, offline: CloudOff } as const

/** A message in its place on the page: what happened, what is safe, what to do. */
export const Notice = ({ tone, title, children, role }: NoticeProps) => {
  const Icon = icons[tone]
  return (
    <div className={classes.notice} data-tone={tone} role={role}>
      <Icon size={22} aria-hidden className={classes.icon} />
      <div className={classes.body}>
        <p className={classes.title}>{title}</p>
        {children !== undefined && <div className={classes.text}>{children}</div>}
      </div>
    </div>
  )
}
