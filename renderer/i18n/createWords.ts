import { createInstance, type i18n } from 'i18next'
import { initReactI18next } from 'react-i18next'
import type { Language } from '../app/preferences.ts'
import { en } from './en/index.ts'
import { vi } from './vi/index.ts'

/** Both languages are in the bundle: a terminal has to change its language without a network. */
export const createWords = (language: Language): i18n => {
  const words = createInstance({
    lng: language,
    fallbackLng: false,
    initAsync: false,
    resources: { en: { translation: en }, vi: { translation: vi } },
    // React escapes already.
    interpolation: { escapeValue: false },
  })
  void words.use(initReactI18next).init()
  return words
}
