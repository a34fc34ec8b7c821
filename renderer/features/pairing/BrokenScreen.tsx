import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Notice } from '../../ui/Notice.tsx'
import { GatePage } from './GatePage.tsx'

/** The browser's store cannot be used. */
export const BrokenScreen = ({ detail }: { detail: string }) => {
  const { t } = useTranslation()
  return (
    <GatePage title={t('broken.title')} text={t('broken.text')}>
      <Notice tone="red" title={t('broken.detail')} role="alert">
        {detail}
      </Notice>
      <Button onClick={() => window.location.reload()}>{t('broken.submit')}</Button>
    </GatePage>
  )
}

/** Two windows of one browser cannot both be the terminal; this one takes over when the other closes. */
export const SecondTabScreen = () => {
  const { t } = useTranslation()
  return <GatePage title={t('secondTab.title')} text={t('secondTab.text')} />
}
