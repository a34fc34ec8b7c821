let clock = 0

const press = (key: string, at: number): KeyboardEvent => {
  const target = document.activeElement ?? document.body
  const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true })
  Object.defineProperty(event, 'timeStamp', { value: at })
  const passed = target.dispatchEvent(event)
  // What a browser would do with a key that nobody kept back.
  if (passed && target instanceof HTMLInputElement && key.length === 1) {
    const set = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set
    set?.call(target, target.value + key)
    target.dispatchEvent(new Event('input', { bubbles: true }))
  }
  if (passed && target instanceof HTMLButtonElement && key === 'Enter') target.click()
  return event
}

/** Presses keys one after the other with this many milliseconds between them. */
export const typeKeys = (keys: readonly string[], gapMs: number): void => {
  clock += 10_000
  for (const key of keys) {
    press(key, clock)
    clock += gapMs
  }
}

/** What a scanner does: a code in one burst, ended with Enter. */
export const scanKeys = (code: string): void => typeKeys([...code.split(''), 'Enter'], 4)

/** What a person does. */
export const pressKey = (key: string): void => typeKeys([key], 200)
