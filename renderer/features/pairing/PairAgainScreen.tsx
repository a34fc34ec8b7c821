import { Button, Group } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useGround } from '../../app/TerminalContext.tsx'
import { useLivePart } from '../../app/useLive.ts'
import { Notice } from '../../ui/Notice.tsx'
import { exportUnsent } from '../activity/exportUnsent.ts'
import { GatePage } from './GatePage.tsx'

/** This terminal may no longer speak to its hub. Nothing that was done here is thrown away before it was saved. */
export const PairAgainScreen = ({ why }: { why: 'copied' | 'revoked' }) => {
  const { t } = useTranslation()
  const { terminal, platform } = useGround()
  const waiting = useLivePart(terminal.status, (status) => status.waiting)
  const [refused, setRefused] = useState(false)

  const again = async () => setRefused((await terminal.unpair()) === 'unsent')
  return (
    <GatePage title={t(`pairAgain.${why}.title`)} text={t(`pairAgain.${why}.text`)}>
      {waiting > 0 && (
        <Notice tone="amber" title={t('pairAgain.unsent', { count: waiting })} role="status">
          {t('pairAgain.unsentText')}
        </Notice>
      )}
      {refused && (
        <Notice tone="red" title={t('settings.unpair.unsentTitle')} role="alert">
          {t('settings.unpair.unsentText')}
        </Notice>
      )}
      <Group>
        {waiting > 0 && <Button onClick={() => void exportUnsent(terminal, platform)}>{t('activity.export')}</Button>}
        <Button variant={waiting > 0 ? 'default' : 'filled'} onClick={() => void again()}>
          {t('pairAgain.submit')}
        </Button>
      </Group>
    </GatePage>
  )
}
