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
