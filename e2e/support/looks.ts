import { AxeBuilder } from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'

/** A counter, a small laptop, and a tablet held upright. */
export const sizes = {
  counter: { width: 1366, height: 768 },
  laptop: { width: 1024, height: 768 },
  tablet: { width: 800, height: 1280 },
} as const

export interface Look {
  readonly language: 'vi' | 'en'
  readonly theme: 'light' | 'dark'
  readonly size: { readonly width: number; readonly height: number }
}

/** Each language, theme and kind of screen once: words are the same in both themes, colours in both languages, and either on each size. */
export const looks: readonly Look[] = [
  { language: 'vi', theme: 'light', size: sizes.counter },
  { language: 'en', theme: 'dark', size: sizes.tablet },
]

/** Makes the terminal look so from now on, and waits until it shows something. */
export const wear = async (page: Page, { language, theme, size }: Look): Promise<void> => {
  await page.setViewportSize(size)
  await page.evaluate((preferences) => localStorage.setItem('holdfast.preferences', JSON.stringify(preferences)), {
    ...{ language, theme, sound: false },
  })
  await page.reload()
  await page.getByRole('navigation').waitFor()
}

/** What takes longer is a fuse, which burns all the time. */
const longestFadeMs = 400

/** Judges what is shown by the axe rules; what is wrong is told, and the test goes on. */
export const expectNoViolations = async (page: Page, where: string): Promise<void> => {
  // Colours are judged once they have arrived.
  await page.waitForFunction(
    (fuses) =>
      document
        .getAnimations()
        .every(({ playState, effect }) => playState !== 'running' || Number(effect?.getTiming().duration) > fuses),
    longestFadeMs,
  )
  const present = await Promise.all(page.frames().map((frame) => frame.evaluate(() => 'axe' in window)))
  // All in the page itself, which has no frames of others: else each look opens a second page to put frames together. What is right is not written down.
  // And axe itself, half a megabyte, is compiled once for each page that is loaded, not twice for each look.
  const given = present.every(Boolean) ? { page, axeSource: 'undefined' } : { page }
  const axe = new AxeBuilder(given).options({ resultTypes: ['violations'] }).setLegacyMode()
  const { violations } = await axe.analyze()
  const found = violations.map(({ id, nodes }) => `${where}: ${id}: ${nodes.map(({ html }) => html).join(' | ')}`)
  expect.soft(found).toEqual([])
}

/** Keeps the errors that a page writes or throws from now on. */
export const errorsOf = (page: Page): readonly string[] => {
  const errors: string[] = []
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()))
  page.on('pageerror', (error) => errors.push(error.message))
  return errors
}
