import '../app/withoutEval.ts'
import { createRoot } from 'react-dom/client'
import { wearTheme } from '../publicPage/wearTheme.ts'
import { askHub } from './askHub.ts'
import { createCheckout } from './checkout.ts'
import { CheckoutPage } from './CheckoutPage.tsx'
import '../ui/fonts.css'
import '../ui/theme.css'

wearTheme()
const key = decodeURIComponent(location.pathname.split('/').findLast((part) => part !== '') ?? '')
const checkout = createCheckout({
  hub: askHub(location.origin, key),
  openStream: (url) => new EventSource(url),
  now: () => performance.now(),
  later: (milliseconds, work) => void setTimeout(work, milliseconds),
  goTo: (url) => location.assign(url),
})
const root = document.getElementById('root')
if (root === null) throw new Error('The page has no place for the order')
createRoot(root).render(<CheckoutPage checkout={checkout} />)
void checkout.start()
