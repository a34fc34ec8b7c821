import { type Browser, chromium, type Page } from '@playwright/test'
import { browserArguments, findBrowser } from '../support/browser.ts'
import { startHubProcess, temporaryFolder } from '../support/hubProcess.ts'
import { ask, holdIdOf } from '../support/rest.ts'
import { largeStadium, stadiumPlan } from '../support/stadium.ts'
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
  return page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        const look = (): void => {
          const label = document.querySelector('[data-testid=hall]')?.getAttribute('aria-label') ?? ''
          if (/[1-9]/.test(label)) requestAnimationFrame(() => resolve(performance.now()))
          else requestAnimationFrame(look)
        }
        look()
      }),
  )
}

/** Frames while the hall is dragged about. @returns their lengths in milliseconds */
const framesOfPanning = async (page: Page, moves: number): Promise<number[]> => {
  const box = await page.getByTestId('hall').boundingBox()
  if (box === null) throw new Error('the hall is not shown')
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2]
  return page.evaluate(
    ({ x: left, y: top, moves: count }) =>
      new Promise<number[]>((resolve) => {
        const hall = document.querySelector<HTMLElement>('[data-testid=hall]')
        const lengths: number[] = []
        const give = (type: string, dx: number, dy: number): void => {
          hall?.dispatchEvent(
            new PointerEvent(type, {
              ...{
                clientX: left + dx,
                clientY: top + dy,
                pointerId: 1,
                button: 0,
                bubbles: true,
                pointerType: 'mouse',
              },
            }),
          )
        }
        // A made-up pointer cannot be captured.
        if (hall !== null) hall.setPointerCapture = () => {}
        give('pointerdown', 0, 0)
        let last = performance.now()
        const step = (index: number): void => {
          const now = performance.now()
          lengths.push(now - last)
          last = now
          if (index === count) {
            give('pointerup', 0, 0)
            resolve(lengths.slice(2))
            return
          }
          give('pointermove', Math.sin(index / 20) * 300, Math.cos(index / 15) * 120)
          requestAnimationFrame(() => step(index + 1))
        }
        requestAnimationFrame(() => step(0))
      }),
    { x, y, moves },
  )
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
const change = async (url: string): Promise<number> => {
  let made = 0
  const began = performance.now()
  for (let index = 0; made < perSecond * changeSeconds; index += 1) {
    const due = began + (made * 1000) / perSecond
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, due - performance.now())))
    const lines = rowOf(index).map((seat) => ({ kind: 'seat', event, seat }))
    const hold = holdIdOf(await ask(url, 'POST', '/v1/holds', { location: 'q1', lines }))
    made += lines.length
    if (index % 2 === 0) continue
    await ask(url, 'POST', `/v1/holds/${hold}/release`, {})
    made += lines.length
  }
  return made
}

const countFrames = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const frames: number[] = []
    Object.assign(window, { frames })
    const count = (): void => {
      frames.push(performance.now())
      requestAnimationFrame(count)
    }
    requestAnimationFrame(count)
  })

/** @returns the frames of each whole second */
const framesBySecond = (page: Page): Promise<number[]> =>
  page.evaluate(() => {
    const frames: unknown = Reflect.get(window, 'frames')
    if (!Array.isArray(frames)) return []
    const seconds = new Map<number, number>()
    for (const one of frames) seconds.set(Math.floor(one / 1000), (seconds.get(Math.floor(one / 1000)) ?? 0) + 1)
    const whole = [...seconds.keys()].toSorted((a, b) => a - b).slice(1, -1)
    return whole.map((second) => seconds.get(second) ?? 0)
  })

export const seatMapBench: Benchmark = {
  name: 'seatMap',
  about: 'the public page of a stadium of 20,000 seats in a real browser, without a graphics card',
  run: async () => {
    const { folder, remove } = temporaryFolder()
    const hub = await startHubProcess({ data: folder })
    const { executablePath, env } = await findBrowser()
    const browser = await chromium.launch({ executablePath, args: browserArguments, env: { ...process.env, ...env } })
    try {
      await ask(hub.url, 'PUT', '/v1/locations/q1', { name: 'Quận 1', timeZone: 'Asia/Ho_Chi_Minh' })
      const plan = stadiumPlan(largeStadium)
      const body = { name: event, location: 'q1', startsAt: '2030-01-01T20:00:00+07:00', plan, publicSeats: 8 }
      await ask(hub.url, 'PUT', `/v1/events/${event}`, body)
      const paints: number[] = []
      let page = await newPage(browser)
      for (let round = 0; round < 3; round += 1) {
        await page.close()
        page = await newPage(browser)
        paints.push(await firstPaint(page, hub.url))
      }
      const best = Math.min(...paints)
      const near = page.getByRole('button', { name: /Nearer|Lại gần/ })
      const pans: Figure[] = []
      // At all of it nothing can be dragged: one step nearer it can.
      await near.click()
      pans.push(panFigure('nearly all of them seen', await framesOfPanning(page, 180)))
      for (let step = 0; step < 4; step += 1) await near.click()
      pans.push(panFigure('as shapes', await framesOfPanning(page, 180)))
      for (let step = 0; step < 12; step += 1) await page.getByRole('button', { name: /Further|Ra xa/ }).click()
      await countFrames(page)
      const made = await change(hub.url)
      const bySecond = await framesBySecond(page)
      const taken = await page.getByTestId('hall').getAttribute('aria-label')
      const least = Math.min(...bySecond)
      return [
        bound(
          `first paint of 20,000 seats (${paints.map(milliseconds).join(', ')})`,
          milliseconds(best),
          `< ${wantedPaintMs} ms`,
          best < wantedPaintMs,
        ),
        ...pans,
        bound(
          `${made} changes in ${bySecond.length} s while all is seen: frames of the poorest second (then: ${taken})`,
          `${least}`,
          '≥ 30',
          least >= 30,
        ),
      ]
    } finally {
      await browser.close()
      await hub.stop()
      remove()
    }
  },
}
