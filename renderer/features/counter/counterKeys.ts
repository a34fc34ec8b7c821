import type { Desk } from './desk.ts'

/** What the page does for the counter's keys. */
export interface CounterPage {
  /** Brings the counter to the front, whatever is shown. */
  show(): void
  focusSearch(): void
  /** To the quantity of the chosen line, or else of the last. */
  focusQuantity(): void
  /** True while the counter is what is shown. */
  isShown(): boolean
}

const isTyping = (target: EventTarget | null): boolean =>
  (target instanceof HTMLInputElement && target.value !== '') || target instanceof HTMLTextAreaElement

const inDialog = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest('[role="dialog"]') !== null

/** The keys that work from everywhere: F2 search, F3 quantity, F4 park, Shift+F4 keep for a customer, F6 recall, F8 take payment, F9 last receipt. */
const everywhere = (desk: Desk, page: CounterPage): Readonly<Record<string, () => void>> => ({
  F2: () => page.focusSearch(),
  F3: () => page.focusQuantity(),
  F4: () => desk.dialog.set({ name: 'park' }),
  'Shift+F4': () => desk.askKeep(),
  F6: () => desk.dialog.set({ name: 'recall' }),
  F8: () => desk.askPay(),
  F9: () => desk.showLastReceipt(),
})

/** The keys of the cart, while nobody types: Del removes the line, the arrows choose one, Ctrl+Backspace voids all. */
const inCart = (event: KeyboardEvent, desk: Desk): (() => void) | null => {
  if (event.key === 'Backspace') return event.ctrlKey ? () => void desk.askVoid() : null
  if (event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return null
  switch (event.key) {
    case 'Delete':
      return () => void desk.removeSelected()
    case 'ArrowDown':
      return () => desk.moveSelection(1)
    case 'ArrowUp':
      return () => desk.moveSelection(-1)
    default:
      return null
  }
}

/** Handles one key of the counter, if it is one. */
export const onCounterKey = (event: KeyboardEvent, desk: Desk, page: CounterPage): void => {
  if (event.defaultPrevented || inDialog(event.target)) return
  const global = everywhere(desk, page)[event.shiftKey && event.key === 'F4' ? 'Shift+F4' : event.key]
  if (global !== undefined && !event.ctrlKey && !event.altKey && !event.metaKey) {
    event.preventDefault()
    page.show()
    global()
    return
  }
  if (!page.isShown() || isTyping(event.target)) return
  const local = inCart(event, desk)
  if (local === null) return
  event.preventDefault()
  local()
}
