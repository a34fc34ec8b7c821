import { createInstance, type FormatterModule, type i18n } from 'i18next'
import { initReactI18next } from 'react-i18next'
import type { Language } from '../app/preferences.ts'
import { en } from './en/index.ts'
import { localeOf } from './formats.ts'
import { vi } from './vi/index.ts'

const numbers: Readonly<Record<Language, Intl.NumberFormat>> = {
  vi: new Intl.NumberFormat(localeOf('vi')),
  en: new Intl.NumberFormat(localeOf('en')),
}

/** Numbers stand in sentences as they do everywhere else, with their thousands apart; texts as they are. */
const formatter: FormatterModule = {
  type: 'formatter',
  init: () => {},
  add: () => {},
  addCached: () => {},
  format: (value: unknown, _format, language) => {
    if (typeof value === 'number') return numbers[language === 'en' ? 'en' : 'vi'].format(value)
    return typeof value === 'string' ? value : ''
  },
}

/** Both languages are in the bundle: a terminal has to change its language without a network. */
export const createWords = (language: Language): i18n => {
  const words = createInstance({
    lng: language,
    fallbackLng: false,
    initAsync: false,
    resources: { en: { translation: en }, vi: { translation: vi } },
    // React escapes already.
    interpolation: { escapeValue: false, alwaysFormat: true },
  })
  void words.use(formatter).use(initReactI18next).init()
  return words
}
