import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { QuestionNotice } from '../../app/QuestionNotice.tsx'
import { useGround } from '../../app/TerminalContext.tsx'
import { Notice } from '../../ui/Notice.tsx'
import classes from './SettingsScreen.module.css'

/** Lets the hub prove that its books are right. */
export const SelfCheckPanel = () => {
  const { t } = useTranslation()
  const { questions } = useGround()
  const check = useMutation({ mutationFn: () => questions.selfCheck() })
  return (
    <section className={classes.part} aria-labelledby="self-check">
      <div className={classes.row}>
        <h2 id="self-check">
          {t('settings.check.title')}
          <span className={classes.hint} style={{ fontWeight: 400 }}>
            {t('settings.check.hint')}
          </span>
        </h2>
        <Button variant="default" loading={check.isPending} onClick={() => check.mutate()}>
          {t('settings.check.submit')}
        </Button>
      </div>
      {check.isError && <QuestionNotice error={check.error} />}
      {check.isSuccess &&
        (check.data.clean ? (
          <Notice tone="calm" title={t('settings.check.clean')} role="status" />
        ) : (
          <Notice tone="red" title={t('settings.check.differs', { count: check.data.differences.length })} role="alert">
            <p>{t('settings.check.differsText')}</p>
            <ul className={classes.differences}>
              {check.data.differences.map((difference) => (
                <li key={difference}>{difference}</li>
              ))}
            </ul>
          </Notice>
        ))}
    </section>
  )
}
