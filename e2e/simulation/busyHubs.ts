import { pino } from 'pino'
import { expect } from 'vitest'
import { createArbiter } from '../../server/arbiter/arbiter.ts'
import type { Answer } from '../../server/arbiter/types.ts'
import { admin } from '../../server/testing/shop.ts'
import type { TestDatabase } from '../../server/testing/testDatabase.ts'
import type { Command } from '../../shared/protocol/commands.ts'
import { Random } from './random.ts'

export interface BusyDay {
  readonly database: TestDatabase
  readonly seed: number
  readonly clients: number
  readonly commandsPerClient: number
  /** What a client wants next. */
  readonly newCommand: (random: Random) => Command
  /** Told of each command as soon as it is answered. */
  readonly answered: (command: Command) => void
  /** How likely a command is sent again although it was answered. */
  readonly repeats: number
  readonly trouble: {
    /** The shortest and the longest pause between two rounds of trouble. */
    readonly pausesMs: readonly [number, number]
    /** The hubs' own jobs, some of what they have to do at a time. */
    readonly jobs: (random: Random) => Promise<unknown>
    /** How likely all connections of both hubs are cut in a round. */
    readonly cuts: number
  }
}

/**
 * Many clients at two hubs, while jobs run and connections are cut. Each command is sent until it is answered, as every client must.
 * @returns how many commands were answered, once both hubs are closed; fails if a repeat is ever answered otherwise than before
 */
export const runBusyDay = async (day: BusyDay): Promise<number> => {
  const { database, seed } = day
  const ids = new Random(seed + 1)
  const arbiters = [1, 2].map((hub) =>
    createArbiter({
      connection: { ...database.connection, name: `sim hub ${hub}` },
      log: pino({ level: 'silent' }),
      newId: () => ids.uuid(),
    }),
  )
  const answers = new Map<string, object>()
  let over = false
  const send = async (random: Random, key: string, command: Command): Promise<void> => {
    while (!over) {
      const answer = await random
        .pick(arbiters)
        .submit({ caller: 'admin', key, bodyHash: JSON.stringify(command), command, giver: admin })
        .catch(() => null)
      if (answer === null) continue
      const heard = withoutReplay(answer)
      expect(heard).toEqual(answers.get(key) ?? heard)
      answers.set(key, heard)
      return
    }
  }
  const client = async (index: number): Promise<void> => {
    const random = new Random(seed * 1_000 + index)
    for (let count = 0; count < day.commandsPerClient; count += 1) {
      const command = day.newCommand(random)
      const key = random.uuid()
      await send(random, key, command)
      day.answered(command)
      if (random.chance(day.repeats)) await send(random, key, command)
    }
  }
  const troubling = makeTrouble(day, () => over)
  try {
    await Promise.all(Array.from({ length: day.clients }, (_, index) => client(index)))
  } finally {
    // After a failure, too: the clients that are left must not go on into the next day.
    over = true
    await troubling
    await Promise.all(arbiters.map((arbiter) => arbiter.close()))
  }
  return answers.size
}

const makeTrouble = async ({ database: { sql }, seed, trouble }: BusyDay, isOver: () => boolean): Promise<void> => {
  const random = new Random(seed + 7)
  while (!isOver()) {
    await new Promise((resolve) => setTimeout(resolve, random.between(...trouble.pausesMs)))
    await trouble.jobs(random)
    if (random.chance(trouble.cuts))
      await sql`select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and application_name like 'sim hub%'`
  }
}

const withoutReplay = (answer: Answer): object => (answer.type === 'verdict' ? answer.verdict : answer)
