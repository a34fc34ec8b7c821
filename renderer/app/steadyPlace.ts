/** Where a dialog stands in its window, in pixels from the window's top. */
export interface Edges {
  readonly top: number
  readonly bottom: number
  readonly windowHeight: number
}

/** As much as the library leaves around what is too tall. */
const marginShare = 0.05
/** A dialog whose foot stands so low has room enough above it; what is longer scrolls over its foot then. */
const lowShare = 0.75

/**
 * By how much a dialog has to move so that what should stay where it was does. It stays within the window: what has no room to grow one way
 * grows the other way.
 * @param wanted downwards, in pixels
 */
export const movedBy = (wanted: number, { top, bottom, windowHeight }: Edges): number => {
  const margin = windowHeight * marginShare
  const lowest = Math.max(0, windowHeight - margin - bottom)
  const highest = Math.min(0, margin - top)
  return Math.min(lowest, Math.max(highest, wanted))
}

const typedIn = 'textarea, select, input:not([type=radio], [type=checkbox], [type=button], [type=submit])'
const pressable = 'button, a, label, input, [role=button], [role=option], [role=radio], [role=switch]'

/** What a finger or a pointer went down on, if that has to stay under it. What is typed into does not: the buttons do. */
const underFinger = (target: EventTarget | null): Element | null =>
  target instanceof Element && target.closest(typedIn) === null ? target.closest(pressable) : null

const isFoot = (element: Element, dialog: Element): boolean =>
  element === dialog || element.closest('[data-dialog-foot]') !== null

const bottomOf = (element: Element): number => element.getBoundingClientRect().bottom

/**
 * Keeps a dialog's buttons in place while it grows or shrinks (an error appears, a choice asks for more), though it stands in the middle of the
 * window: whoever presses twice meets the same button. It is the lower edge that stays, or what was just pressed. Until somebody has
 * touched it, it stands in the middle.
 * @returns to be called when it goes
 */
export const keepInPlace = (dialog: HTMLElement): (() => void) => {
  let shift = 0
  let kept: { readonly element: Element; readonly bottom: number } | null = null
  let foot = 0
  const keep = (element: Element): void => {
    foot = bottomOf(dialog)
    kept = { element, bottom: bottomOf(element) }
    if (!isFoot(element, dialog)) return
    const height = window.innerHeight
    // A dialog that was given more room than usual keeps it.
    const margin = Math.min(marginShare * height, dialog.getBoundingClientRect().top)
    dialog.style.maxHeight = foot > lowShare * height ? `${foot - margin}px` : ''
  }
  const moveTo = (next: number): void => {
    shift = next
    dialog.style.position = 'relative'
    dialog.style.top = `${shift}px`
  }
  const settle = (): void => {
    if (kept === null) return
    // What was pressed may be gone with the step it belonged to.
    if (!kept.element.isConnected) kept = { element: dialog, bottom: foot }
    const { top, bottom } = dialog.getBoundingClientRect()
    const wanted = kept.bottom - bottomOf(kept.element)
    moveTo(shift + movedBy(wanted, { top, bottom, windowHeight: window.innerHeight }))
  }
  const press = ({ target }: Event): void => keep(underFinger(target) ?? dialog)
  const type = (): void => keep(dialog)
  /** Only now: a dialog that grew while the finger was down took what is under it away, and the press was lost. */
  const pressed = (): void => {
    if (kept !== null && !isFoot(kept.element, dialog)) dialog.style.maxHeight = ''
  }
  const scroll = (): void => {
    if (kept !== null) keep(kept.element)
  }
  const centre = (): void => {
    kept = null
    dialog.style.maxHeight = ''
    moveTo(0)
  }
  const sizes = new ResizeObserver(settle)
  sizes.observe(dialog)
  const gone = new AbortController()
  const { signal } = gone
  dialog.addEventListener('pointerdown', press, { capture: true, signal })
  dialog.addEventListener('click', pressed, { capture: true, signal })
  for (const typing of ['keydown', 'input']) dialog.addEventListener(typing, type, { capture: true, signal })
  dialog.addEventListener('scroll', scroll, { capture: true, signal })
  window.addEventListener('resize', centre, { signal })
  return () => {
    sizes.disconnect()
    gone.abort()
  }
}
