/** A field that can be typed into, as it was when a burst of keys began. */
export interface FieldState {
  readonly field: HTMLInputElement | HTMLTextAreaElement
  readonly value: string
  readonly selection: readonly [number, number] | null
}

const typing = new Set(['text', 'search', 'tel', 'url', 'email', 'password', 'number'])

/** The field under this target with what is in it, if it is one. */
export const fieldOf = (target: EventTarget | null): FieldState | null => {
  const isField =
    target instanceof HTMLTextAreaElement || (target instanceof HTMLInputElement && typing.has(target.type))
  if (!isField) return null
  const { selectionStart, selectionEnd, value } = target
  const selection = selectionStart === null || selectionEnd === null ? null : ([selectionStart, selectionEnd] as const)
  return { field: target, value, selection }
}

/** Sets a field's value so that React hears of it: React watches the prototype's setter. */
const write = (field: HTMLInputElement | HTMLTextAreaElement, value: string): void => {
  const prototype = field instanceof HTMLTextAreaElement ? HTMLTextAreaElement.prototype : HTMLInputElement.prototype
  Object.getOwnPropertyDescriptor(prototype, 'value')?.set?.call(field, value)
  field.dispatchEvent(new Event('input', { bubbles: true }))
}

/** Puts a field back to what it was, as if the scanner had never typed into it. */
export const restoreField = ({ field, value, selection }: FieldState): void => {
  if (!field.isConnected) return
  if (field.value !== value) write(field, value)
  if (selection !== null) field.setSelectionRange(selection[0], selection[1])
}

/** Types into the field what had been kept back, where the caret stands. */
export const typeInto = (state: FieldState, text: string): void => {
  const { field } = state
  if (!field.isConnected || text === '') return
  const from = field.selectionStart ?? field.value.length
  const to = field.selectionEnd ?? from
  write(field, field.value.slice(0, from) + text + field.value.slice(to))
  if (state.selection !== null) field.setSelectionRange(from + text.length, from + text.length)
}
