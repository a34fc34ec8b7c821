import { Progress } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useTerminal } from '../../app/TerminalContext.tsx'
import { useFormats } from '../../app/useFormats.ts'
import { useLivePart } from '../../app/useLive.ts'
import { Notice } from '../../ui/Notice.tsx'
import { GatePage } from './GatePage.tsx'

/** The first copy of the shop's things is on its way. How many there are is not known, so only what has come is counted. */
export const CopyingScreen = ({ done }: { done: number }) => {
  const { t } = useTranslation()
  const formats = useFormats()
  const connection = useLivePart(useTerminal().status, (status) => status.connection)
  return (
    <GatePage title={t('copying.title')} text={t('copying.text')}>
      <Progress value={100} animated aria-label={t('copying.title')} />
      <p role="status" style={{ margin: 0, fontSize: 20, fontWeight: 600 }}>
        {t('copying.done', { count: done, amount: formats.number(done) })}
      </p>
      {connection === 'offline' && (
        <Notice tone="offline" title={t('copying.offlineTitle')} role="status">
          {t('copying.offlineText')}
        </Notice>
      )}
    </GatePage>
  )
}
