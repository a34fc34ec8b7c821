import { setTimeout as sleep } from 'node:timers/promises'
import { TRPCClientError } from '@trpc/client'
import { expect } from 'vitest'
import { z } from 'zod'
import type { Phase } from '../../../renderer/app/terminal.ts'
import { type HubClient, hubClient } from '../../../renderer/sync/hubClient.ts'
import { Machine } from '../../../renderer/sync/testing/machine.ts'
import type { Timers } from '../../../renderer/sync/timers.ts'
import { trpcHub } from '../../../renderer/sync/trpcHub.ts'
import { layLine, type Line } from '../../support/line.ts'
import { ask } from '../../support/rest.ts'
import type { Random } from '../random.ts'

/** Where somebody works: a terminal on its disk, its line to the hub, and a person of the demo shop. */
export interface Till {
  readonly name: string
  readonly location: string
  readonly person: string
  readonly pin: string
  readonly machine: Machine
  readonly line: Line
  /** How likely a request is lost, and how likely its answer. */
  readonly weather: { losesRequest: number; losesAnswer: number }
  /** What somebody did to its machine's clock, in milliseconds. */
  readonly clock: { isWrongBy: number }
  /** Until then its line stays cut, by `performance.now()`. */
  readonly away: { until: number }
}

/** A terminal that lost its hub tries again after a tenth of a second instead of after some. */
const hurry = 20

const hurriedTimers = (clock: Till['clock']): Timers => ({
  after: (milliseconds, callback) => {
    const timer = setTimeout(callback, milliseconds / hurry)
    return () => clearTimeout(timer)
  },
  monotonic: () => performance.now(),
  wall: () => Date.now() + clock.isWrongBy,
  random: () => Math.random(),
})

const clientOf = (
  url: string,
  { token }: Pick<Machine, 'token'>,
  streamAnswered: (status: number) => void = () => undefined,
): HubClient => hubClient({ address: async () => url, token, staffToken: () => null, fetch, streamAnswered })

/** Asks a hub as a till would, past its line. */
export const pastTheLine = (url: string, { machine }: Till): HubClient =>
  clientOf(url, { token: () => machine.token() })

const madeSchema = z.object({ code: z.string() })

/** Puts a terminal up, pairs it, and signs its person in. @param isPlain true for all but the first */
export const openTill = async (
  hub: string,
  who: Pick<Till, 'name' | 'location' | 'person' | 'pin'>,
  random: Random,
  isPlain: boolean,
): Promise<Till> => {
  const line = await layLine(hub)
  const weather = { losesRequest: 0, losesAnswer: 0 }
  const clock = { isWrongBy: 0 }
  line.fate = () => {
    if (random.chance(weather.losesRequest)) return 'lose_request'
    return random.chance(weather.losesAnswer) ? 'lose_answer' : 'pass'
  }
  const machine = new Machine({
    ...{ name: who.name, timers: hurriedTimers(clock), isPlain, pin: who.pin },
    hub: (one) => {
      let status = 0
      const answered = (by: number): void => {
        status = by
      }
      return trpcHub(clientOf(line.url, { token: () => one.token() }, answered), () => status)
    },
  })
  await machine.start()
  const till = { ...who, machine, line, weather, clock, away: { until: 0 } }
  const paired = await pair(till, hub)
  if (paired !== null) throw new Error(`${who.name} was not paired: ${paired}`)
  await until(() => machine.terminal.phase.get().name === 'signed_out')
  await signIn(till)
  return till
}

/** Somebody types a code in. @param hub where the code is made @returns why it failed, or null */
const pair = async ({ machine: { terminal }, name, location }: Till, hub: string): Promise<string | null> => {
  const made = await ask(hub, 'POST', '/v1/pairing-codes', { location, channel: 'counter' })
  // A hub that has lost its database makes none.
  if (made.status !== 201) return 'no_code'
  const paired = await terminal.pair(madeSchema.parse(made.body).code, name)
  return paired.ok ? null : paired.why
}

/** Who was taken out cannot sign in: nobody works there until they are back. */
const signIn = async ({ machine: { terminal }, person, pin }: Till): Promise<void> => {
  if (terminal.phase.get().name !== 'signed_out') return
  const answer = await terminal.signIn(person, pin)
  if (!answer.ok && answer.why !== 'unknown') throw new Error(`${person} could not sign in: ${answer.why}`)
}

/** Somebody takes the terminal off and pairs it anew, unless something was not sent. @param hub where codes are made */
export const pairAnew = async (till: Till, hub: string): Promise<void> => {
  const { terminal } = till.machine
  if (terminal.phase.get().name !== 'unpaired' && (await terminal.unpair()) === 'unsent') return
  await pair(till, hub).catch(exceptNobody)
}

const exceptNobody = (error: unknown): void => {
  // No hub is there to make a code.
  if (!(error instanceof TypeError)) throw error
}

/** Has the hub give a till an order of its place that it may not have any more, if it can be asked. */
export const bringBack = (till: Till, hub: string, order: string): Promise<unknown> =>
  pastTheLine(hub, till)
    .orders.bring.mutate({ order })
    .catch((error: unknown) => {
      if (!(error instanceof TRPCClientError)) throw error
    })

/** Somebody reloads the page. */
export const reload = async (till: Till): Promise<void> => {
  await till.machine.reload()
  await signIn(till)
}

/** The power comes back, if it was gone, and somebody signs in, if nobody is. @returns whether there is somebody to work */
export const revive = async (till: Till, hub: string): Promise<boolean> => {
  const { machine } = till
  if (machine.isDead) await machine.startAgain()
  if (machine.terminal.phase.get().name === 'unpaired') await pairAnew(till, hub)
  await signIn(till)
  return machine.terminal.phase.get().name === 'ready'
}

/** All is well again: there is power and a network. */
export const calmDown = async (till: Till, hub: string): Promise<void> => {
  Object.assign(till.weather, { losesRequest: 0, losesAnswer: 0 })
  await till.line.restore()
  till.machine.tear({ atWrite: Number.POSITIVE_INFINITY, when: 'before' })
  till.line.leadTo(hub)
  const phaseNow = async (): Promise<Phase> => {
    await revive(till, hub)
    return till.machine.terminal.phase.get()
  }
  await expect.poll(phaseNow, { timeout: 20_000 }).toEqual({ name: 'ready' })
}

/** Somebody goes through what was refused: what was done after it waits for that. Nothing is tried again. */
export const seeToInbox = async ({ machine: { terminal } }: Till): Promise<void> => {
  for (const { id, actions } of terminal.activity.inbox.get()) {
    const action = actions.find((one) => one === 'drop' || one === 'settle')
    if (action !== undefined) await terminal.activity.act(id, action)
  }
}

/** Waits for what comes within 20 s. */
export const until = async (isSo: () => boolean): Promise<void> => {
  for (const end = performance.now() + 20_000; !isSo(); await sleep(5))
    if (performance.now() > end) throw new Error(`waited in vain: ${isSo.toString()}`)
}
