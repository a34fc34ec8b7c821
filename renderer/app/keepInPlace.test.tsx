import { expect, it } from 'vitest'
import { keepInPlace } from './steadyPlace.ts'

it('lets a dialog that is as long as the window grow once something in it was pressed, not under the finger', () => {
  const dialog = document.body.appendChild(document.createElement('div'))
  const field = dialog.appendChild(document.createElement('input'))
  const choice = dialog.appendChild(document.createElement('label'))
  dialog.getBoundingClientRect = () => new DOMRect(0, 40, 600, window.innerHeight - 80)
  const stop = keepInPlace(dialog)
  field.dispatchEvent(new Event('input', { bubbles: true }))
  const room = dialog.style.maxHeight
  expect(room).not.toBe('')
  choice.dispatchEvent(new Event('pointerdown', { bubbles: true }))
  expect(dialog.style.maxHeight).toBe(room)
  choice.click()
  expect(dialog.style.maxHeight).toBe('')
  stop()
  dialog.remove()
})
