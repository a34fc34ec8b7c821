import { beforeEach, describe, expect, it } from 'vitest'
import { createPreferences } from './preferences.ts'

describe('preferences', () => {
  beforeEach(() => localStorage.clear())

  it('begin in Vietnamese, with sound, in the theme of the device', () => {
    expect(createPreferences(localStorage).get()).toEqual({ language: 'vi', theme: 'auto', sound: true })
  })

  it('are the same at the next visit', () => {
    createPreferences(localStorage).set({ language: 'en', theme: 'dark', sound: false })
    expect(createPreferences(localStorage).get()).toEqual({ language: 'en', theme: 'dark', sound: false })
  })

  it.each(['not json', '7', '{"language":"fr","theme":"dark"}'])('start all the same when %s was kept', (kept) => {
    localStorage.setItem('holdfast.preferences', kept)
    expect(createPreferences(localStorage).get().language).toBe('vi')
  })
})
