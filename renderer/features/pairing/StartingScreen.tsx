import { Loader } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { GatePage } from './GatePage.tsx'

/** Between the first paint and the terminal's own store being open. */
export const StartingScreen = () => {
  const { t } = useTranslation()
  return (
    <GatePage title={t('starting.title')}>
      <Loader role="status" aria-label={t('starting.title')} />
    </GatePage>
  )
}
