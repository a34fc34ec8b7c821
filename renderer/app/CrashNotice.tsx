import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Notice } from '../ui/Notice.tsx'
import classes from './CrashNotice.module.css'

/** What stands there when a screen broke: a bug of ours. What was done is kept by the terminal, not by the screen. */
export const CrashNotice = ({ error }: { error: unknown }) => {
  const { t } = useTranslation()
  return (
    <div className={classes.crash}>
      <Notice tone="red" title={t('crash.title')} role="alert">
        <p>{t('crash.safe')}</p>
        <p className={classes.detail}>{error instanceof Error ? error.message : String(error)}</p>
        <Button mt="md" onClick={() => window.location.reload()}>
          {t('crash.reload')}
        </Button>
      </Notice>
    </div>
  )
}
