import type { Line } from '../../../shared/kinds/registry.ts'
import type { Command } from '../../../shared/protocol/commands.ts'
import type { CartLineDocument, Claim } from './cartDocument.ts'
import type { Standing } from './standing.ts'

/** What has to be done so that a line stands on what is wanted. Ids are made by the caller, so that they are written first. */
export interface Plan {
  readonly line: CartLineDocument
  readonly commands: readonly { readonly id: string; readonly command: Command }[]
  /** Commands that nobody has sent yet and that this makes void. */
  readonly void: readonly string[]
  /** Refused commands that this answers. */
  readonly deal: readonly string[]
}

export interface PlanContext {
  readonly location: string
  readonly ttlSeconds: number
  readonly newId: () => string
}

/**
 * Brings a line to a quantity. A claim that nobody has heard of is exchanged; one that is on its way is waited for, since what
 * follows depends on the answer: the line remembers the quantity, and `wants` says so when the answer is there.
 */
export const planQuantity = (
  line: CartLineDocument,
  standing: Standing,
  quantity: number,
  context: PlanContext,
): Plan => {
  const wanted: CartLineDocument = { ...line, quantity }
  const nothing: Plan = { line: wanted, commands: [], void: [], deal: [] }
  if (line.inHand) return nothing
  const { claim, before } = standing
  if (line.claim === null || claim === null || claim.type === 'over') return ask(wanted, null, nothing, context)
  switch (claim.type) {
    case 'held':
      return line.claim.quantity === quantity ? nothing : ask(wanted, line.claim, nothing, context)
    case 'asked':
      if (claim.sent) return nothing
      return askInstead(wanted, before, { ...nothing, void: [line.claim.command] }, context)
    case 'refused':
      return askInstead(wanted, before, { ...nothing, deal: [line.claim.command] }, context)
  }
}

/** Goes back to the hold before if it is just what is wanted now; else asks anew. */
const askInstead = (line: CartLineDocument, before: Claim | null, plan: Plan, context: PlanContext): Plan =>
  before !== null && before.quantity === line.quantity
    ? { ...plan, line: { ...line, claim: before, before: null } }
    : ask(line, before, plan, context)

const ask = (line: CartLineDocument, replaces: Claim | null, plan: Plan, context: PlanContext): Plan => {
  const { location, ttlSeconds, newId } = context
  const claim: Claim = { command: newId(), hold: newId(), quantity: line.quantity }
  const lines: Line[] = [{ kind: 'stock', sku: line.sku, quantity: line.quantity }]
  const asked = { hold: claim.hold, ttlSeconds, lines }
  const command: Command =
    replaces === null
      ? { type: 'hold.place', location, ...asked }
      : { type: 'hold.replace', replaces: replaces.hold, location, ...asked }
  return {
    ...plan,
    line: { ...line, claim, before: replaces },
    commands: [...plan.commands, { id: claim.command, command }],
  }
}

/** True if what was asked for has been answered and is not what is wanted any more. */
export const wants = (line: CartLineDocument, { claim }: Standing): boolean =>
  line.claim !== null &&
  claim !== null &&
  claim.type !== 'asked' &&
  claim.type !== 'over' &&
  line.claim.quantity !== line.quantity

/** Gives back all that a line holds or may come to hold. */
export const planRelease = (
  line: CartLineDocument,
  { claim, before }: Standing,
  reason: string,
  newId: () => string,
): Omit<Plan, 'line'> => {
  const release = (hold: string) => ({ id: newId(), command: { type: 'hold.release', hold, reason } as const })
  const rest = before === null ? [] : [release(before.hold)]
  if (line.claim === null || claim === null) return { commands: [], void: [], deal: [] }
  switch (claim.type) {
    case 'over':
      return { commands: [], void: [], deal: [] }
    case 'held':
      return { commands: [release(line.claim.hold)], void: [], deal: [] }
    case 'asked':
      return claim.sent
        ? { commands: [release(line.claim.hold), ...rest], void: [], deal: [] }
        : { commands: rest, void: [line.claim.command], deal: [] }
    case 'refused':
      return { commands: rest, void: [], deal: [line.claim.command] }
  }
}
