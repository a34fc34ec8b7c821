/** Longer than a scanner takes from one key to the next, and short for a person. */
const aloneMs = 150

/**
 * Hears keys that stand alone: the first ones of a barcode are none. Of a burst the later keys are kept from the page as they go down, but not as they
 * come up again: another one that comes up, or the same once more, says that it was a scanner.
 * @returns how to stop
 */
export const hearLoneKeys = (page: Window, wants: (event: KeyboardEvent) => boolean, onKey: (key: string) => void) => {
  let waiting: { readonly key: string; readonly timer: number } | null = null
  let ups = 0
  const forget = () => {
    if (waiting !== null) page.clearTimeout(waiting.timer)
    waiting = null
    ups = 0
  }
  const onDown = (event: KeyboardEvent) => {
    forget()
    const { key } = event
    if (!wants(event)) return
    const timer = page.setTimeout(() => {
      forget()
      onKey(key)
    }, aloneMs)
    waiting = { key, timer }
  }
  const onUp = ({ key }: KeyboardEvent) => {
    ups += 1
    if (waiting !== null && (key !== waiting.key || ups > 1)) forget()
  }
  page.addEventListener('keydown', onDown)
  page.addEventListener('keyup', onUp)
  return () => {
    forget()
    page.removeEventListener('keydown', onDown)
    page.removeEventListener('keyup', onUp)
  }
}

/** True if what has the focus lies in a dialog that stands before this: a photo that is looked at, a question. */
export const isBehind = (here: Element | null, focused: EventTarget | null): boolean => {
  const dialog = focused instanceof Element ? focused.closest('[role=dialog]') : null
  return dialog !== null && !dialog.contains(here)
}
