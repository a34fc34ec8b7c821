import type { Page } from '@playwright/test'

/**
 * Until the hall stands painted with its seats: from the navigation, or from a click on what opens it.
 * @returns milliseconds
 */
export const untilPainted = (page: Page, opener: string | null): Promise<number> =>
  page.evaluate(
    (selector) =>
      new Promise<number>((resolve) => {
        const began = selector === null ? 0 : performance.now()
        if (selector !== null) document.querySelector<HTMLElement>(selector)?.click()
        const look = (): void => {
          const label = document.querySelector('[data-testid=hall]')?.getAttribute('aria-label') ?? ''
          if (/[1-9]/.test(label)) requestAnimationFrame(() => resolve(performance.now() - began))
          else requestAnimationFrame(look)
        }
        look()
      }),
    opener,
  )

/** Frames while the hall is dragged about. @returns their lengths in milliseconds */
export const framesOfPanning = async (page: Page, moves: number): Promise<number[]> => {
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

/** Counts frames from now on. */
export const countFrames = (page: Page): Promise<void> =>
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
export const framesBySecond = (page: Page): Promise<number[]> =>
  page.evaluate(() => {
    const frames: unknown = Reflect.get(window, 'frames')
    if (!Array.isArray(frames)) return []
    const seconds = new Map<number, number>()
    for (const one of frames) seconds.set(Math.floor(one / 1000), (seconds.get(Math.floor(one / 1000)) ?? 0) + 1)
    const whole = [...seconds.keys()].toSorted((a, b) => a - b).slice(1, -1)
    return whole.map((second) => seconds.get(second) ?? 0)
  })
