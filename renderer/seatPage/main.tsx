import '../app/withoutEval.ts'
import { createRoot } from 'react-dom/client'
import { v4 as uuidv4 } from 'uuid'
import { wearTheme } from '../publicPage/wearTheme.ts'
import { askHub } from './askHub.ts'
import { SeatPage } from './SeatPage.tsx'
import { createVisit } from './visit.ts'
import '../ui/fonts.css'
import '../ui/theme.css'

const dark = wearTheme()
const code = decodeURIComponent(location.pathname.split('/').findLast((part) => part !== '') ?? '')
const visit = createVisit({
  hub: askHub(location.origin, code),
  storage: sessionStorage,
  storageKey: `holdfast.seats.${code}`,
  seeksLine: location.hash === '#queue',
  openStream: (url) => new EventSource(url),
  beacon: (url) => void navigator.sendBeacon(url),
  now: () => performance.now(),
  newKey: uuidv4,
  later: (milliseconds, work) => void setTimeout(work, milliseconds),
  goTo: (url) => location.assign(url),
  reload: () => location.reload(),
})
addEventListener('pagehide', () => visit.leave())
// Taken out of the browser's own memory of pages: its session may be over.
addEventListener('pageshow', ({ persisted }) => persisted && location.reload())

const root = document.getElementById('root')
if (root === null) throw new Error('The page has no place for the hall')
createRoot(root).render(<SeatPage visit={visit} dark={dark} />)
void visit.start()
