import { TextInput, type TextInputProps } from '@mantine/core'
import { useFormats } from './useFormats.ts'

interface Props extends Omit<TextInputProps, 'type' | 'value' | 'onChange' | 'description'> {
  /** `2026-11-27`; empty: none. */
  readonly date: string
  readonly onDate: (date: string) => void
}

/** A day from the device's calendar, whose order of day and month is the browser's own: so the day is said in words too. */
export const DateInput = ({ date, onDate, ...input }: Props) => {
  const words = useDateInWords()(date)
  return (
    <TextInput
      {...input}
      type="date"
      // An empty line keeps the field where it is.
      description={words === '' ? ' ' : words}
      value={date}
      onChange={(event) => onDate(event.currentTarget.value)}
    />
  )
}

/** How the terminal's language says a day (`2026-11-27`), with a time of day (`2026-11-27T09:30`) or without one; nothing for what is none. */
export const useDateInWords = (): ((date: string) => string) => {
  const { fullDay } = useFormats()
  return (date) => {
    const [day = '', time] = date.split('T')
    const words = fullDay(day)
    return words === '' || time === undefined ? words : `${words}, ${time}`
  }
}
