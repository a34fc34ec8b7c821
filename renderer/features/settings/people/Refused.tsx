import { useTranslation } from 'react-i18next'
import type { PersonSaved } from '../../../app/people.ts'
import { Notice } from '../../../ui/Notice.tsx'

/** Why somebody was not saved. */
export const Refused = ({ why }: { why: Exclude<PersonSaved, 'saved'> }) => {
  const { t } = useTranslation()
  return (
    <Notice tone="amber" title={t(`people.refused.${why}`)} role="alert">
      {t('people.refused.text')}
    </Notice>
  )
}
