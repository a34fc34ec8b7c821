import { Modal, type ModalProps } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useOverScreen } from './useOverScreen.ts'

/** What is asked or shown over the screen it belongs to. */
export const Dialog = (props: Omit<ModalProps, 'closeButtonProps'>) => {
  const { t } = useTranslation()
  useOverScreen(props.opened, props.onClose)
  return <Modal {...props} closeButtonProps={{ 'aria-label': t('common.close') }} />
}
