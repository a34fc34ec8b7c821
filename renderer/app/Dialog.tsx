import { Modal, type ModalProps } from '@mantine/core'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { keepInPlace } from './steadyPlace.ts'
import { useFocusBack } from './useFocusBack.ts'
import { useOverScreen } from './useOverScreen.ts'
import { useSettled } from './useSettled.ts'

/** What is asked or shown over the screen it belongs to. Its buttons stay where they are, whatever appears above them. */
export const Dialog = ({ children, ...props }: Omit<ModalProps, 'closeButtonProps'>) => {
  const { t } = useTranslation()
  const isTop = useOverScreen(props.opened, props.onClose)
  const isSettled = useSettled(props.opened)
  return (
    <Modal
      closeOnClickOutside={isSettled}
      closeOnEscape={isTop}
      {...props}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      {children}
      <InPlace />
    </Modal>
  )
}

/** Finds the dialog that it stands in, which the library keeps to itself. */
const InPlace = () => {
  useFocusBack()
  const mark = useRef<HTMLSpanElement>(null)
  useEffect(() => {
    const dialog = mark.current?.closest<HTMLElement>('[role=dialog]') ?? null
    return dialog === null ? undefined : keepInPlace(dialog)
  }, [])
  return <span hidden ref={mark} />
}
