import { notifications } from '@mantine/notifications'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { useTerminal } from './TerminalContext.tsx'
import { useLivePart } from './useLive.ts'

/**
 * Says when something that a button or a key began has failed: a bug of ours or a full disk. Nothing is swallowed: the browser's
 * console has it too. Where nothing can be kept any more a whole page says so, and what to do: none of these stands over it.
 */
export const FaultToasts = () => {
  const { t } = useTranslation()
  const { phase } = useTerminal()
  const isBroken = useLivePart(phase, ({ name }) => name === 'broken')
  useEffect(() => {
    if (isBroken) {
      notifications.clean()
      return undefined
    }
    const onFault = ({ reason }: PromiseRejectionEvent) => {
      notifications.show({
        color: 'red',
        withBorder: true,
        autoClose: false,
        closeButtonProps: { 'aria-label': t('common.close') },
        title: t('said.failed', { detail: reason instanceof Error ? reason.message : String(reason) }),
        message: t('said.failedSafe'),
      })
    }
    window.addEventListener('unhandledrejection', onFault)
    return () => window.removeEventListener('unhandledrejection', onFault)
  }, [t, isBroken])
  return null
}
