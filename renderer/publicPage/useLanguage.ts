import { useEffect, useState } from 'react'

export type Language = 'vi' | 'en'

const languageKey = 'holdfast.page.language'

const firstLanguage = (): Language => {
  const chosen = localStorage.getItem(languageKey)
  if (chosen === 'vi' || chosen === 'en') return chosen
  return navigator.language.startsWith('vi') ? 'vi' : 'en'
}

/** As BCP 47 has it, for dates and money. */
export const localeOf = (language: Language): string => (language === 'vi' ? 'vi-VN' : 'en-GB')

/** A moment as the clock on the wall of a place says it, with its day. */
export const momentOf = (moment: string, timeZone: string, language: Language): string =>
  new Intl.DateTimeFormat(localeOf(language), {
    ...{ timeZone, weekday: 'long', day: '2-digit', month: '2-digit', year: 'numeric' },
    ...{ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  }).format(new Date(moment))

/** The language of the page, remembered for the next one, and how to change to the other. */
export const useLanguage = (): readonly [Language, () => void] => {
  const [language, setLanguage] = useState(firstLanguage)
  useEffect(() => {
    document.documentElement.lang = language
  }, [language])
  const swap = (): void => {
    const other = language === 'vi' ? 'en' : 'vi'
    localStorage.setItem(languageKey, other)
    setLanguage(other)
  }
  return [language, swap]
}
