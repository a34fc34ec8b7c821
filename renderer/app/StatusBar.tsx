import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { StatusLine } from '../ui/StatusLine.tsx'
import { useGround } from './TerminalContext.tsx'
import { useFormats } from './useFormats.ts'
import { useLive } from './useLive.ts'

/** The status line: connection, as of when, what waits, what needs a look. */
export const StatusBar = () => {
  const { t } = useTranslation()
  const { terminal, platform } = useGround()
  const status = useLive(terminal.status)
  const formats = useFormats()
  const since = formats.moment(status.since, terminal.clock.now())

  const connection = () => {
    switch (status.connection) {
      case 'online':
        return t('status.online')
      case 'connecting':
        return t('status.connecting', { time: since })
      case 'offline':
        return t('status.offline', { time: since })
    }
  }
  return (
    <StatusLine
      connection={status.connection}
      parts={[
        connection(),
        ...(status.connection === 'offline' ? [t('status.stillWorks')] : []),
        ...(status.connection === 'offline' && !platform.opensOffline ? [t('status.keepOpen')] : []),
        status.asOf === null ? t('status.noData') : t('status.asOf', { time: formats.timeWithSeconds(status.asOf) }),
        ...(status.waiting > 0 ? [t('status.waiting', { count: status.waiting })] : []),
      ]}
    >
      {status.needsLook > 0 && <Link to="/activity">{t('status.needsLook', { count: status.needsLook })} ▸</Link>}
    </StatusLine>
  )
}
