import { setTimeout as sleep } from 'node:timers/promises'
import { HubError } from '../../../renderer/sync/hub.ts'
import type { Random } from '../random.ts'
import { type Act, anyOf } from './act.ts'
import { actsOfPeople } from './acts.ts'
import type { Heard } from './heard.ts'
import { bringBack, pairAnew, reload, revive, type Till } from './till.ts'

export interface WorkDay {
  readonly random: Random
  /** Where hubs answer. */
  readonly urls: readonly string[]
  /** True if terminals are taken off and paired anew. */
  readonly pairsAnew: boolean
  readonly isOver: () => boolean
}

/** What becomes of a till's network and power, beside what people do. */
const misfortunes = (till: Till, { random, urls, pairsAnew }: WorkDay): Act[] => [
  [2, () => till.line.cut()],
  [4, async () => (till.away.until > performance.now() ? undefined : till.line.restore())],
  [
    0.3,
    () => {
      till.away.until = performance.now() + random.between(500, 4_000)
      return till.line.cut()
    },
  ],
  [0.5, async () => till.machine.openTab()],
  [1, () => till.machine.closeTab()],
  [1, async () => void Object.assign(till.weather, { losesRequest: 0.2, losesAnswer: 0.2 })],
  [2, async () => void Object.assign(till.weather, { losesRequest: 0, losesAnswer: 0 })],
  [
    2,
    async () => till.machine.tear({ atWrite: random.between(1, 6), when: random.pick(['before', 'after'] as const) }),
  ],
  [1, () => reload(till)],
  [pairsAnew ? 0.5 : 0, () => pairAnew(till, random.pick(urls))],
  [1, async () => void (till.clock.isWrongBy = random.pick([0, 0, random.between(-60, 60) * 60_000]))],
  ...(urls.length > 1 ? [[2, async () => till.line.leadTo(random.pick(urls))] as const] : []),
]

/** Works at a till until told to stop, with whatever befalls it. @throws what a terminal threw at somebody whose power was not gone */
export const work = async (till: Till, heard: Heard, day: WorkDay): Promise<void> => {
  const { random, urls, isOver } = day
  const { machine } = till
  const troubles = misfortunes(till, day)
  const bring = (order: string) => bringBack(till, random.pick(urls), order)
  const choices = [...actsOfPeople(random, heard, bring), ...troubles]
  while (!isOver()) {
    const chosen = (await revive(till, random.pick(urls))) ? choices : troubles
    const [, does] = anyOf(random, chosen)
    await Promise.race([does(machine.terminal)?.catch(exceptTorn(till)), died(till, isOver)])
    await sleep(random.between(0, 25))
  }
}

/** Whoever waits for an answer when the power goes never gets one. */
const exceptTorn =
  ({ machine }: Till) =>
  (error: unknown): void => {
    if (!machine.isDead && !(error instanceof HubError)) throw error
  }

/** What was begun when the day ended is done to its end, unless that takes so long. */
const patienceMs = 10_000

/** Resolves when the power is gone, or the day has long been over. */
const died = async ({ machine }: Till, isOver: () => boolean): Promise<void> => {
  let left = patienceMs
  for (let before = performance.now(); !machine.isDead && left > 0; await sleep(2)) {
    const now = performance.now()
    if (isOver()) left -= now - before
    before = now
  }
}
