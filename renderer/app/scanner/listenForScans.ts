import { type FieldState, fieldOf, restoreField, typeInto } from './field.ts'
import { createScanDetector, patienceMs } from './scanDetector.ts'

/** The character of a key; an input method may hide it behind `Process`, and then the place on the keyboard tells. */
const characterOf = (event: KeyboardEvent): string | null => {
  if (event.key === 'Enter') return 'Enter'
  if (/^.$/u.test(event.key)) return event.key
  const place = /^(?:Digit|Numpad)(\d)$|^Key([A-Z])$/.exec(event.code)
  const hidden = event.key === 'Process' || event.key === 'Unidentified'
  return hidden ? (place?.[1] ?? place?.[2] ?? null) : null
}

const swallow = (event: KeyboardEvent): void => {
  event.preventDefault()
  event.stopImmediatePropagation()
}

/** More keys of a scan never go through: two of each part. */
const statesKept = 12

/**
 * Listens for a scanner wherever the focus is. A scan leaves no trace in the field that happened to have it, and its Enter presses
 * no button.
 * @returns a way to stop
 */
export const listenForScans = (page: Window, onScan: (code: string) => void): (() => void) => {
  const detector = createScanDetector()
  /** What stood in the field before each of the last keys that went through, by how many had gone through until then. */
  let states: readonly { readonly typed: number; readonly field: FieldState | null }[] = []
  let typed = 0
  let timer: ReturnType<typeof setTimeout> | undefined

  const giveBack = (text: string): void => {
    const field = states.at(-1)?.field
    if (field != null) typeInto(field, text)
    typed += text.length
  }
  /** Puts the field back to what it was before the keys of a scan that had gone through. */
  const takeBack = (leaked: number): void => {
    const field = states.find((state) => state.typed === typed - leaked)?.field
    if (field != null) restoreField(field)
    states = []
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || (event.altKey && !event.getModifierState('AltGraph'))) return
    const key = characterOf(event)
    if (key === null || event.repeat) return
    clearTimeout(timer)
    const verdict = detector.key(key, event.timeStamp)
    switch (verdict.type) {
      case 'pass':
        giveBack(verdict.typed)
        if (key === 'Enter') break
        states = [...states, { typed, field: fieldOf(event.target) }].slice(-statesKept)
        typed += key.length
        break
      case 'keep':
        swallow(event)
        break
      case 'scan':
        swallow(event)
        takeBack(verdict.leaked)
        onScan(verdict.code)
        return
    }
    timer = setTimeout(() => giveBack(detector.idle()), patienceMs)
  }

  page.addEventListener('keydown', onKeyDown, { capture: true })
  return () => {
    clearTimeout(timer)
    page.removeEventListener('keydown', onKeyDown, { capture: true })
  }
}
