import { notifications } from '@mantine/notifications'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'

/**
 * Says when something that a button or a key began has failed: a bug of ours or a full disk. Nothing is swallowed: the browser's
 * console has it too.
 */
export const FaultToasts = () => {
  const { t } = useTranslation()
  useEffect(() => {
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
  }, [t])
  return null
}
