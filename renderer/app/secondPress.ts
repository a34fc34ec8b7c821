/** What can be pressed as a whole. */
const pressable = 'button, a, label, input, select, textarea, [role=button], [role=row], [role=option], [role=menuitem]'

const pressedIn = ({ target }: Event): EventTarget | null =>
  target instanceof Element ? (target.closest(pressable) ?? target) : target

/**
 * Of two presses at one place the second counts only for what the first was for: by then the next row, or a dialog's button, may have come to stand
 * there, and a second guest would be seated whom nobody has seen. A plus that is pressed twice counts twice.
 *
 * An Enter that is held down is one press, but for the lines of a text: it kept a sale, took the deposit that nobody had handed over yet, and put its
 * receipt away.
 */
export const heedFirstPress = (page: Pick<Document, 'addEventListener'>): void => {
  let first: EventTarget | null = null
  page.addEventListener(
    'click',
    (event) => {
      const pressed = pressedIn(event)
      if (event.detail > 1 && pressed !== first) {
        event.preventDefault()
        event.stopPropagation()
      } else first = pressed
    },
    { capture: true },
  )
  page.addEventListener(
    'keydown',
    (event) => {
      if (event.key !== 'Enter' || !event.repeat || event.target instanceof HTMLTextAreaElement) return
      event.preventDefault()
      event.stopPropagation()
    },
    { capture: true },
  )
}
