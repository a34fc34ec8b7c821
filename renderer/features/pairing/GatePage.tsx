import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { LanguageSwitch } from '../settings/LanguageSwitch.tsx'
import classes from './GatePage.module.css'

/** The page before the counter: pairing, copying, signing in. */
export const GatePage = ({
  title,
  text,
  wide = false,
  children,
}: {
  title: string
  text?: string
  wide?: boolean
  children?: ReactNode
}) => {
  const { t } = useTranslation()
  return (
    <div className={classes.page}>
      <header className={classes.head}>
        <span className={classes.mark}>
          <span className={classes.fuse} aria-hidden />
          Holdfast
        </span>
        <div role="group" aria-label={t('settings.language.label')}>
          <LanguageSwitch />
        </div>
      </header>
      <main className={classes.main} data-wide={wide}>
        <h1 className={classes.title}>{title}</h1>
        {text !== undefined && <p className={classes.text}>{text}</p>}
        {children}
      </main>
    </div>
  )
}
