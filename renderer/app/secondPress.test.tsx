import { expect, it } from 'vitest'
import { heedFirstPress } from './secondPress.ts'

const press = (on: HTMLElement, detail: number): boolean =>
  on.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true, detail }))

const hold = (on: HTMLElement, repeat: boolean): boolean =>
  on.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true, repeat }))

it('of two presses at one place the second counts only for what the first was for', () => {
  // A page of its own: what listens to the tests' one would listen in all of them.
  const page = document.implementation.createHTMLDocument()
  heedFirstPress(page)
  const heard: string[] = []
  const row = (name: string): HTMLElement => {
    const button = page.body.appendChild(page.createElement('button'))
    const word = button.appendChild(page.createElement('span'))
    button.addEventListener('click', () => heard.push(name))
    return word
  }
  const [one, two] = [row('one'), row('two')]
  press(one, 1)
  // The first is gone, and the next stands where it stood.
  press(two, 2)
  expect(heard).toEqual(['one'])
  press(two, 1)
  press(two, 2)
  // By a key.
  press(one, 0)
  expect(heard).toEqual(['one', 'two', 'two', 'one'])
})

it('an Enter that is held down presses once what it was for, and nothing that comes after it; in a text it is a line each', () => {
  const page = document.implementation.createHTMLDocument()
  heedFirstPress(page)
  const [form, next, text] = [
    page.body.appendChild(page.createElement('input')),
    page.body.appendChild(page.createElement('button')),
    page.body.appendChild(page.createElement('textarea')),
  ]
  expect([hold(form, false), hold(next, true), hold(next, false), hold(text, true)]).toEqual([true, false, true, true])
})
