import { formatMoney } from '../../shared/money.ts'
import type { Language } from '../app/preferences.ts'

/** How moments, amounts and numbers are written in one language, for one shop. */
export interface Formats {
  money(amount: number, currency?: string): string
  number(value: number): string
  /** `75 %` of 0.75 */
  percent(part: number): string
  /** `09:41` */
  time(moment: number): string
  /** `09:41:07` */
  timeWithSeconds(moment: number): string
  /** `09:41` today, else `09:41 23/11`. */
  moment(moment: number, now: number): string
  /** `23/11/2026 09:41` */
  dateAndTime(moment: number): string
  /** `Thứ Hai, 23/11` */
  day(moment: number): string
  /** `Thứ Hai, 23/11/2026` of `2026-11-23`; empty for what is no day. */
  fullDay(date: string): string
  readonly locale: string
}

/** The tag for `Intl`: English as written in Vietnam's neighbourhood, with 24 hours and the day first. */
const locales: Readonly<Record<Language, string>> = { vi: 'vi-VN', en: 'en-GB' }

export const localeOf = (language: Language): string => locales[language]

const build = (language: Language, timeZone: string, currency: string): Formats => {
  const locale = locales[language]
  const format = (options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat =>
    new Intl.DateTimeFormat(locale, { timeZone, hourCycle: 'h23', ...options })
  const time = format({ hour: '2-digit', minute: '2-digit' })
  const seconds = format({ hour: '2-digit', minute: '2-digit', second: '2-digit' })
  const date = format({ day: '2-digit', month: '2-digit', year: 'numeric' })
  const weekday = format({ weekday: 'long', day: '2-digit', month: '2-digit' })
  // A day of the calendar has no zone.
  const fullDay = format({ weekday: 'long', day: '2-digit', month: '2-digit', year: 'numeric', timeZone: 'UTC' })
  // Without the year Vietnamese is written 26-11, next to 26/11/2026.
  const day = (moment: number): string => date.format(moment).slice(0, '26/11'.length)
  const number = new Intl.NumberFormat(locale)
  const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 })
  return {
    locale,
    money: (amount, other) => formatMoney({ amount, currency: other ?? currency }, locale),
    number: (value) => number.format(value),
    percent: (part) => percent.format(part),
    time: (moment) => time.format(moment),
    timeWithSeconds: (moment) => seconds.format(moment),
    moment: (moment, now) =>
      date.format(moment) === date.format(now) ? time.format(moment) : `${time.format(moment)} ${day(moment)}`,
    dateAndTime: (moment) => `${date.format(moment)} ${time.format(moment)}`,
    day: (moment) => weekday.format(moment),
    fullDay: (named) => {
      const noon = Date.parse(`${named}T12:00Z`)
      return Number.isNaN(noon) ? '' : fullDay.format(noon)
    },
  }
}

const made = new Map<string, Formats>()

/** The formats of a language, zone and currency; made once, since `Intl` is slow to set up. */
export const formatsFor = (language: Language, timeZone: string, currency: string): Formats => {
  const key = `${language} ${timeZone} ${currency}`
  const known = made.get(key)
  if (known !== undefined) return known
  const formats = build(language, timeZone, currency)
  made.set(key, formats)
  return formats
}
