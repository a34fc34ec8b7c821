import { useTranslation } from 'react-i18next'
import { Notice } from '../../ui/Notice.tsx'
import type { PairFailure } from './usePairing.ts'

/** Why this terminal was not paired, what is safe and what to do. */
export const PairFailureNotice = ({ failure }: { failure: PairFailure }) => {
  const { t } = useTranslation()
  return (
    <Notice tone={failure === 'offline' ? 'offline' : 'red'} title={t(`pairing.failed.${failure}.title`)} role="alert">
      {t(`pairing.failed.${failure}.text`)}
    </Notice>
  )
}
