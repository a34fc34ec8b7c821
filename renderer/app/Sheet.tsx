import { Drawer, type DrawerProps } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useFocusBack } from './useFocusBack.ts'
import { useOverScreen } from './useOverScreen.ts'
import { useSettled } from './useSettled.ts'

/** The side of a screen, over it from an edge. */
export const Sheet = ({ children, ...props }: Omit<DrawerProps, 'closeButtonProps'>) => {
  const { t } = useTranslation()
  const isTop = useOverScreen(props.opened, props.onClose)
  const isSettled = useSettled(props.opened)
  return (
    <Drawer
      closeOnClickOutside={isSettled}
      closeOnEscape={isTop}
      {...props}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      {children}
      <FocusBack />
    </Drawer>
  )
}

const FocusBack = () => {
  useFocusBack()
  return null
}
