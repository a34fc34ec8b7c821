import { useTranslation } from 'react-i18next'
import { useTerminal } from '../../app/TerminalContext.tsx'
import { useFormats } from '../../app/useFormats.ts'
import { dayNumbered, dayOf } from './days.ts'

const daysAhead = 60
const noonMs = 43_200_000

/** The days that can be chosen, today first, by the shop's calendar. */
export const useDayOptions = (zone: string): { value: string; label: string }[] => {
  const { t } = useTranslation()
  const formats = useFormats()
  const { clock } = useTerminal()
  const today = dayOf(zone, clock.now())
  return Array.from({ length: daysAhead }, (_, ahead) => {
    const { date, from } = dayNumbered(zone, today.number + ahead)
    const name = formats.day(from + noonMs)
    if (ahead > 1) return { value: date, label: name }
    return { value: date, label: `${t(ahead === 0 ? 'day.today' : 'day.tomorrow')}, ${name}` }
  })
}
