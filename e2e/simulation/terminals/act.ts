import type { Terminal } from '../../../renderer/app/terminal.ts'
import { mayAct } from '../../../shared/protocol/roles.ts'
import type { Random } from '../random.ts'

/** Something that a person does at a terminal, with whatever there is to do it with, and how often, beside the others. */
export type Act = readonly [weight: number, does: (terminal: Terminal) => Promise<unknown> | undefined]

export const some = <Value>(random: Random, values: readonly Value[]): Value | undefined =>
  values.length === 0 ? undefined : random.pick(values)

/** Only a manager is offered these. */
export const managing =
  (does: (terminal: Terminal) => Promise<unknown> | undefined) =>
  (terminal: Terminal): Promise<unknown> | undefined => {
    const role = terminal.me.get()?.role
    return role !== undefined && mayAct(role, 'manager') ? does(terminal) : undefined
  }

/** One of these, the more often the more it weighs. */
export const anyOf = <Choice extends readonly [weight: number, ...rest: readonly unknown[]]>(
  random: Random,
  choices: readonly Choice[],
): Choice => {
  let left = random.next() * choices.reduce((sum, [weight]) => sum + weight, 0)
  for (const choice of choices) {
    left -= choice[0]
    if (left < 0) return choice
  }
  return random.pick(choices)
}
