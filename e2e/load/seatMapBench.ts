import { type Browser, chromium, type Page } from '@playwright/test'
import { browserArguments, findBrowser } from '../support/browser.ts'
import { lan, openDemo } from '../support/counterPage.ts'
import { startHubProcess, temporaryFolder } from '../support/hubProcess.ts'
import { ask, holdIdOf } from '../support/rest.ts'
import { largeStadium, stadiumPlan } from '../support/stadium.ts'
import { countFrames, framesBySecond, framesOfPanning, untilPainted } from './hallFrames.ts'
import { median, quantile } from './measure.ts'
import { type Benchmark, type Figure, milliseconds } from './report.ts'

const event = 'stadium'
const wantedPaintMs = 1_500
const wantedFrames = 45
const perSecond = 500
const changeSeconds = 6

const bound = (what: string, value: string, wanted: string, met: boolean): Figure => ({
  ...{ what, value, against: '', ratio: null, wanted, met },
})

const newPage = async (browser: Browser): Promise<Page> => {
  const page = await browser.newPage({ viewport: { width: 1366, height: 768 } })
  // What runs this file names functions by a helper that the page has not.
  await page.addInitScript({ content: 'globalThis.__name = (one) => one' })
  return page
}

/** From the navigation until the hall stands painted on the screen. @returns milliseconds */
const firstPaint = async (page: Page, url: string): Promise<number> => {
  await page.goto(`${url}/events/${event}`)
  await page.getByTestId('hall').waitFor()
  return untilPainted(page, null)
}

const panFigure = (what: string, lengths: readonly number[]): Figure => {
  const rate = (1000 * lengths.length) / lengths.reduce((sum, one) => sum + one, 0)
  return bound(
    `panning 20,000 seats, ${what} (a frame: p50 ${milliseconds(median(lengths))}, p95 ${milliseconds(quantile(lengths, 0.95))})`,
    `${rate.toFixed(0)} frames/s`,
    `≥ ${wantedFrames}`,
    rate >= wantedFrames,
  )
}

const rowOf = (index: number): string[] =>
  Array.from({ length: 25 }, (_, seat) => `${1 + (index % 40)}-${1 + (Math.floor(index / 40) % 20)}-${seat + 1}`)

/** Takes seats at the hub and gives them back, so many changes a second. @returns how many changes were made */
const change = async (url: string, firstRow: number): Promise<number> => {
  let made = 0
  const began = performance.now()
  for (let index = 0; made < perSecond * changeSeconds; index += 1) {
    const due = began + (made * 1000) / perSecond
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, due - performance.now())))
    const lines = rowOf(firstRow + index).map((seat) => ({ kind: 'seat', event, seat }))
    const hold = holdIdOf(await ask(url, 'POST', '/v1/holds', { location: 'q1', lines }))
    made += lines.length
    if (index % 2 === 0) continue
    await ask(url, 'POST', `/v1/holds/${hold}/release`, {})
    made += lines.length
  }
  return made
}

/** A program that draws the hall. */
interface Drawn {
  readonly name: string
  readonly page: Page
  readonly nearer: RegExp
  readonly further: RegExp
}

/** How fluid a hall is while it is dragged about, and while seats in it change. */
const fluid = async ({ name, page, nearer, further }: Drawn, url: string, firstRow: number): Promise<Figure[]> => {
  const near = page.getByRole('button', { name: nearer })
  // At all of it nothing can be dragged: one step nearer it can.
  await near.click()
  const figures = [panFigure(`${name}, nearly all of them seen`, await framesOfPanning(page, 180))]
  for (let step = 0; step < 4; step += 1) await near.click()
  figures.push(panFigure(`${name}, as shapes`, await framesOfPanning(page, 180)))
  for (let step = 0; step < 12; step += 1) await page.getByRole('button', { name: further }).click()
  await countFrames(page)
  const made = await change(url, firstRow)
  const bySecond = await framesBySecond(page)
  const taken = await page.getByTestId('hall').getAttribute('aria-label')
  const least = Math.min(...bySecond)
  const what = `${name}: ${made} changes in ${bySecond.length} s while all is seen: frames of the poorest second (then: ${taken})`
  return [...figures, bound(what, `${least}`, '≥ 30', least >= 30)]
}

const paintFigure = (what: string, paints: readonly number[]): Figure => {
  const best = Math.min(...paints)
  return bound(
    `${what} (${paints.map(milliseconds).join(', ')})`,
    milliseconds(best),
    `< ${wantedPaintMs} ms`,
    best < wantedPaintMs,
  )
}

const publicFigures = async (browser: Browser, url: string): Promise<Figure[]> => {
  const paints: number[] = []
  let page = await newPage(browser)
  for (let round = 0; round < 3; round += 1) {
    await page.close()
    page = await newPage(browser)
    paints.push(await firstPaint(page, url))
  }
  const drawn = { name: 'public page', page, nearer: /Nearer|Lại gần/, further: /Further|Ra xa/ }
  const figures = await fluid(drawn, url, 0)
  await page.close()
  return [paintFigure('public page: first paint of 20,000 seats', paints), ...figures]
}

const terminalFigures = async (browser: Browser, url: string): Promise<Figure[]> => {
  const page = await newPage(browser)
  await openDemo(page, url, lan)
  const paints: number[] = []
  for (let round = 0; round < 3; round += 1) {
    await page.goto(`${url}/#/seats`)
    const link = page.locator(`a[data-event="${event}"]`)
    await link.waitFor()
    paints.push(await untilPainted(page, `a[data-event="${event}"]`))
  }
  const drawn = { name: 'box office', page, nearer: /Phóng to|Zoom in/, further: /Thu nhỏ|Zoom out/ }
  // Other rows than before: those are held.
  const figures = await fluid(drawn, url, 240)
  await page.close()
  return [paintFigure('box office: from the list until 20,000 seats are painted', paints), ...figures]
}

export const seatMapBench: Benchmark = {
  name: 'seatMap',
  about: 'a stadium of 20,000 seats in a real browser, without a graphics card: the public page and the box office',
  run: async () => {
    const { folder, remove } = temporaryFolder()
    const hub = await startHubProcess({ data: folder, environment: { HOLDFAST_DEMO: '1' } })
    const { executablePath, env } = await findBrowser()
    const browser = await chromium.launch({ executablePath, args: browserArguments, env: { ...process.env, ...env } })
    try {
      const plan = stadiumPlan(largeStadium)
      const body = { name: event, location: 'q1', startsAt: '2030-01-01T20:00:00+07:00', plan, publicSeats: 8 }
      await ask(hub.url, 'PUT', `/v1/events/${event}`, body)
      return [...(await publicFigures(browser, hub.url)), ...(await terminalFigures(browser, hub.url))]
    } finally {
      await browser.close()
      await hub.stop()
      remove()
    }
  },
}
