import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { startHubProcess, temporaryFolder } from '../support/hubProcess.ts'
import { setUpItem } from '../support/rest.ts'
import { SimulatedTerminal } from '../support/simulatedTerminal.ts'
import { quantile } from './measure.ts'
import { type Benchmark, type Figure, milliseconds } from './report.ts'

const location = 'q1'
const placings = 60

/** From a hold's placing on one terminal until it stands in the replica of each other; one number for each pair. */
const placeToSeen = async (terminals: readonly SimulatedTerminal[]): Promise<number[]> => {
  const [first, ...others] = terminals
  if (first === undefined) throw new Error('no terminals')
  const times: number[] = []
  for (let index = 0; index < placings; index += 1) {
    const hold = randomUUID()
    const began = performance.now()
    const seen = Promise.all(
      others.map(
        (terminal) =>
          new Promise<void>((resolve) => {
            terminal.onDocument = ({ id }) => {
              if (id !== hold) return
              times.push(performance.now() - began)
              resolve()
            }
          }),
      ),
    )
    await first.give({ type: 'hold.place', hold, location, lines: [{ kind: 'stock', sku: 'seen', quantity: 1 }] })
    await seen
    await sleep(20)
  }
  return times
}

const figuresFor = async (url: string, count: number): Promise<Figure> => {
  const terminals: SimulatedTerminal[] = []
  try {
    for (let index = 0; index < count; index += 1)
      terminals.push(await SimulatedTerminal.pair(url, location, `Quầy ${index}`))
    await Promise.all(terminals.map((terminal) => terminal.follow()))
    const times = await placeToSeen(terminals)
    const p99 = quantile(times, 0.99)
    return {
      what: `${count} terminals: placed until seen, p50 ${milliseconds(quantile(times, 0.5))}`,
      value: `p99 ${milliseconds(p99)}`,
      against: '',
      ratio: null,
      wanted: 'p99 < 500 ms',
      met: p99 < 500,
    }
  } finally {
    for (const terminal of terminals) terminal.close()
  }
}

export const terminalsBench: Benchmark = {
  name: 'terminals',
  about: 'a hold placed on one terminal until it is seen on all others',
  run: async () => {
    const { folder, remove } = temporaryFolder()
    const hub = await startHubProcess({ data: folder })
    try {
      await setUpItem(hub.url, 'seen', 1_000_000)
      await SimulatedTerminal.setUp(hub.url)
      return [await figuresFor(hub.url, 50), await figuresFor(hub.url, 200)]
    } finally {
      await hub.stop()
      remove()
    }
  },
}
