import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { QuestionError } from './questions.ts'
import { Notice } from '../ui/Notice.tsx'

/** Why the hub did not answer, what is safe, and what to do. */
export const QuestionNotice = ({ error, onRetry }: { error: Error; onRetry?: () => void }) => {
  const { t } = useTranslation()
  const why = error instanceof QuestionError ? error.why : 'fault'
  return (
    <Notice tone={why === 'offline' ? 'offline' : 'amber'} title={t(`question.${why}.title`)} role="status">
      <p>{t(`question.${why}.text`)}</p>
      {onRetry !== undefined && (
        <Button variant="default" size="sm" mt="xs" onClick={onRetry}>
          {t('common.retry')}
        </Button>
      )}
    </Notice>
  )
}
