import { notifications } from '@mantine/notifications'
import { cleanup, render } from '@testing-library/react'
import { afterEach } from 'vitest'
import { App } from '../app/App.tsx'
import type { Platform } from '../app/platform.ts'
import type { Preferences } from '../app/preferences.ts'
import { createWords } from '../i18n/createWords.ts'
import { createScriptedGround } from './scriptedGround.ts'
import { createScriptedTerminal, type Script } from './scriptedTerminal.ts'

/** Shows the whole app around a scripted terminal, and takes it away after the test. */
export const renderApp = (
  script: Script = {},
  language: Preferences['language'] = 'vi',
  desktop: Partial<Platform> = {},
) => {
  const terminal = createScriptedTerminal({ quiet: true, ...script })
  const ground = createScriptedGround(terminal, { language, theme: 'light', sound: false }, desktop)
  window.location.hash = '#/'
  return { terminal, ground, ...render(<App ground={ground} words={createWords(language)} />) }
}

afterEach(() => {
  cleanup()
  notifications.clean()
})
