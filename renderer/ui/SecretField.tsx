import { PasswordInput, type PasswordInputProps } from '@mantine/core'
import { useTranslation } from 'react-i18next'

const target = { width: 44, height: 44 }

/** A field for what nobody beside should read. */
export const SecretField = (props: PasswordInputProps) => {
  const { t } = useTranslation()
  const toggle = { 'aria-label': t('common.showSecret'), style: target }
  return <PasswordInput {...props} rightSectionWidth={44} visibilityToggleButtonProps={toggle} />
}
