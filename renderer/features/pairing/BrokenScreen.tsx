import { Button, Group, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { WhyBroken } from '../../app/terminal.ts'
import { useGround } from '../../app/TerminalContext.tsx'
import { useLivePart } from '../../app/useLive.ts'
import { Notice } from '../../ui/Notice.tsx'
import { exportUnsent } from '../activity/exportUnsent.ts'
import { GatePage } from './GatePage.tsx'

interface BrokenProps {
  readonly why: WhyBroken
  /** It happened in the middle of work. */
  readonly isWorking: boolean
  /** For support, in small print. */
  readonly detail: string
}

/** Nothing can be kept any more: why, what is safe, and what to do; what was done and not sent can be saved to a file first. */
export const BrokenScreen = ({ why, isWorking, detail }: BrokenProps) => {
  const { t } = useTranslation()
  const { terminal, platform } = useGround()
  const waiting = useLivePart(terminal.status, (status) => status.waiting)
  return (
    <GatePage title={t(`broken.${why}.title`)} text={t(`broken.${why}.text`)}>
      {isWorking && (
        <Notice tone="amber" title={t('broken.working.title')} role="alert">
          {t('broken.working.text')}
        </Notice>
      )}
      {waiting > 0 && (
        <Notice tone="calm" title={t('broken.waiting.title', { count: waiting })} role="status">
          {t('broken.waiting.text')}
        </Notice>
      )}
      <Group>
        <Button onClick={() => window.location.reload()}>{t('broken.submit')}</Button>
        {(isWorking || waiting > 0) && (
          <Button variant="default" onClick={() => void exportUnsent(terminal, platform)}>
            {t('activity.export')}
          </Button>
        )}
      </Group>
      <Text size="sm" c="dimmed">
        {t('broken.detail', { detail })}
      </Text>
    </GatePage>
  )
}

/** Two windows of one browser cannot both be the terminal; this one takes over when the other closes. */
export const SecondTabScreen = () => {
  const { t } = useTranslation()
  return <GatePage title={t('secondTab.title')} text={t('secondTab.text')} />
}
