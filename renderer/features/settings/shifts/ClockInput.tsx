import { TextInput, type TextInputProps } from '@mantine/core'
import { clockIn } from './shiftForm.ts'

interface Props extends Omit<TextInputProps, 'value' | 'onChange' | 'onBlur' | 'error'> {
  /** As it was typed. */
  readonly text: string
  readonly onText: (text: string) => void
}

/** A time of day by 24 hours, as everywhere else here; the browser's own field follows the browser's language, with AM and PM. */
export const ClockInput = ({ text, onText, ...input }: Props) => {
  const clock = clockIn(text)
  return (
    <TextInput
      {...input}
      w={84}
      autoComplete="off"
      placeholder="00:00"
      error={clock === null && text.trim() !== ''}
      value={text}
      onFocus={(event) => event.currentTarget.select()}
      onChange={(event) => onText(event.currentTarget.value)}
      onBlur={() => clock !== null && clock !== text && onText(clock)}
    />
  )
}
