import { CloseButton, TextInput } from '@mantine/core'
import { Search } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import classes from './FindField.module.css'

export interface FindFieldProps {
  /** What can be found; stands in the field while it is empty. */
  readonly label: string
  readonly value: string
  readonly onChange: (text: string) => void
}

/** Where one types what is to be found in a list. */
export const FindField = ({ label, value, onChange }: FindFieldProps) => {
  const { t } = useTranslation()
  return (
    <TextInput
      className={classes.find}
      aria-label={label}
      placeholder={label}
      leftSection={<Search size={20} aria-hidden />}
      rightSection={value === '' ? null : <CloseButton aria-label={t('common.clear')} onClick={() => onChange('')} />}
      rightSectionWidth={44}
      spellCheck={false}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  )
}
