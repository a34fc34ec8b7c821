import './app/withoutEval.ts'
import { createRoot } from 'react-dom/client'
import { App } from './app/App.tsx'
import { askHub } from './app/askHub.ts'
import { keepForOffline } from './app/keepForOffline.ts'
import { createOverScreen } from './app/overScreen.ts'
import { createPreferences } from './app/preferences.ts'
import { heedFirstPress } from './app/secondPress.ts'
import { createSounds } from './app/sounds.ts'
import type { Ground } from './app/TerminalContext.tsx'
import { createTicker } from './app/ticker.ts'
import { createItemImport } from './features/settings/goods/itemImport.ts'
import { createWords } from './i18n/createWords.ts'
import { choosePlatform } from './platform/choosePlatform.ts'
import { createTerminal } from './sync/createTerminal.ts'
import './ui/styles.ts'

const platform = choosePlatform()
const preferences = createPreferences(localStorage)
const { terminal, client, request } = createTerminal({ platform })
const sounds = createSounds(() => preferences.get().sound)

const questions = askHub(client, request)

const ground: Ground = {
  terminal,
  platform,
  preferences,
  sounds,
  questions,
  itemImport: createItemImport(questions),
  overScreen: createOverScreen(),
  seconds: createTicker(terminal.clock),
}

const root = document.getElementById('root')
if (root === null) throw new Error('The page has no place for the terminal')
heedFirstPress(document)
createRoot(root).render(<App ground={ground} words={createWords(preferences.get().language)} />)
keepForOffline(platform)
