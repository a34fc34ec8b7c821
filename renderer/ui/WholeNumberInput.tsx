import { TextInput, type TextInputProps } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { type Range, readWhole } from './wholeNumber.ts'

interface Props extends Omit<TextInputProps, 'value' | 'onChange' | 'min' | 'max' | 'inputMode'> {
  readonly range: Range
  /** As it was typed; `readWhole` says what it means. */
  readonly text: string
  readonly onText: (text: string) => void
}

/** A field for pieces, guests, codes: what is no whole number within the range is said at once, never made into another one. */
export const WholeNumberInput = ({ range, text, onText, error, ...input }: Props) => {
  const { t } = useTranslation()
  const isWrong = readWhole(text, range).type === 'wrong'
  return (
    <TextInput
      {...input}
      inputMode="numeric"
      autoComplete="off"
      error={isWrong ? t('common.wholeNumber', { min: range.min, max: range.max }) : error}
      value={text}
      onChange={(event) => onText(event.currentTarget.value)}
    />
  )
}
