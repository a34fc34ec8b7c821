import { PasswordInput, type PasswordInputProps } from '@mantine/core'
import { useTranslation } from 'react-i18next'

const target = { width: 42, height: 42 }

/** A field for what nobody beside should read. */
export const SecretField = (props: PasswordInputProps) => {
  const { t } = useTranslation()
  const toggle = { 'aria-label': t('common.showSecret'), style: target }
  return <PasswordInput {...props} rightSectionWidth={44} visibilityToggleButtonProps={toggle} />
}
