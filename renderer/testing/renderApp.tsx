import { fireEvent, render, screen, within } from '@testing-library/react'
import { App } from '../app/App.tsx'
import type { Platform } from '../app/platform.ts'
import type { Preferences } from '../app/preferences.ts'
import { createWords } from '../i18n/createWords.ts'
import { createScriptedGround } from './scriptedGround.ts'
import { createScriptedTerminal, type Script } from './scriptedTerminal.ts'

/** Shows the whole app around a scripted terminal; `tidy.ts` takes it away after the test. */
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

/** Opens a screen that stands behind the rail's last entry. */
export const openFromMore = async (name: string): Promise<void> => {
  const rail = within(await screen.findByRole('navigation'))
  fireEvent.click(await rail.findByRole('button', { name: /^(Khác|More)/ }))
  fireEvent.click(await screen.findByRole('menuitem', { name }))
}
