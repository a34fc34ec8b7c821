import { createRoot } from 'react-dom/client'
import { App } from '../app/App.tsx'
import type { Phase } from '../app/terminal.ts'
import { createWords } from '../i18n/createWords.ts'
import '../ui/styles.ts'
import { createScriptedGround } from './scriptedGround.ts'
import { createScriptedTerminal } from './scriptedTerminal.ts'

const asked = new URLSearchParams(location.search)
const phases: Readonly<Record<string, Phase>> = {
  starting: { name: 'starting' },
  unpaired: { name: 'unpaired' },
  copying: { name: 'copying', done: 12_480 },
  signed_out: { name: 'signed_out' },
  ready: { name: 'ready' },
  second_tab: { name: 'second_tab' },
  copied: { name: 'pair_again', why: 'copied' },
  revoked: { name: 'pair_again', why: 'revoked' },
  broken: { name: 'broken', why: 'full', isWorking: true, detail: 'QuotaExceededError: no space left' },
}
const language = asked.get('lang') === 'en' ? 'en' : 'vi'
const theme = asked.get('theme') === 'dark' ? 'dark' : 'light'
const terminal = createScriptedTerminal({
  phase: phases[asked.get('phase') ?? 'ready'] ?? { name: 'ready' },
  me: asked.get('me') ?? 'lan',
  offline: asked.has('offline'),
  quiet: asked.has('quiet'),
  items: Number(asked.get('items') ?? 0),
  newShop: asked.has('new'),
  rooms: asked.has('rooms'),
  orders: asked.has('orders'),
  preorders: asked.has('preorders'),
  waiting: Number(asked.get('waiting') ?? 0),
})
const ground = createScriptedGround(
  terminal,
  { language, theme, sound: false },
  asked.has('desktop') ? { kind: 'electron', runHubHere: async () => undefined } : {},
)

const root = document.getElementById('root')
if (root === null) throw new Error('no #root in the page')
createRoot(root).render(<App ground={ground} words={createWords(language)} />)

// A table becomes free for somebody who waits, while the screen is looked at.
const offersSoonMs = 1_500
if (asked.has('offer'))
  setTimeout(
    () =>
      terminal.bookings.other({
        ...{ type: 'waiting.offer', guest: 'wg2', booking: 'of2', hold: 'oh2', resources: ['B10'] },
        start: terminal.clock.now(),
      }),
    offersSoonMs,
  )
