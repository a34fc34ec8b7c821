import type { Line } from '../../../shared/kinds/registry.ts'
import type { Command } from '../../../shared/protocol/commands.ts'
import type {
  AnyClaim,
  CartLineDocument,
  CartVoucherDocument,
  Claim,
  SeatClaim,
  SeatGroup,
  Wish,
} from './cartDocument.ts'
import type { Standing } from './standing.ts'

/** What has to be done so that a wish stands on what is wanted. Ids are made by the caller, so that they are written first. */
export interface Work {
  readonly commands: readonly { readonly id: string; readonly command: Command }[]
  /** Commands that nobody has sent yet and that this makes void. */
  readonly void: readonly string[]
  /** Refused commands that this answers. */
  readonly deal: readonly string[]
}

export interface Plan<W> extends Work {
  readonly wish: W
}

export interface PlanContext {
  readonly location: string
  readonly ttlSeconds: number
  readonly newId: () => string
}

/** What is to be held. */
interface Wanted<C extends AnyClaim> {
  readonly lines: readonly Line[]
  /** True for a claim on just that. */
  isMet(claim: C): boolean
  claim(ids: AnyClaim): C
}

const noWork: Work = { commands: [], void: [], deal: [] }

/**
 * Brings a wish to stand on what is wanted now. A claim that nobody has heard of is exchanged; one that is on its way is waited for, since what
 * follows depends on the answer: the wish remembers what is wanted, and `wants` says so when the answer is there.
 */
const planWish = <C extends AnyClaim, W extends Wish<C>>(
  wish: W,
  { claim, before }: Standing<C>,
  wanted: Wanted<C>,
  context: PlanContext,
): Plan<W> => {
  const ask = (replaces: C | null, work: Work): Plan<W> => {
    const { location, ttlSeconds, newId } = context
    const ids = { command: newId(), hold: newId() }
    const asked = { hold: ids.hold, location, ttlSeconds, lines: [...wanted.lines] }
    const command: Command =
      replaces === null ? { type: 'hold.place', ...asked } : { type: 'hold.replace', replaces: replaces.hold, ...asked }
    return {
      ...{ ...work, wish: { ...wish, claim: wanted.claim(ids), before: replaces } },
      commands: [...work.commands, { id: ids.command, command }],
    }
  }
  /** Goes back to the hold before if it is just what is wanted now; else asks anew. */
  const askInstead = (work: Work): Plan<W> =>
    before !== null && wanted.isMet(before)
      ? { ...work, wish: { ...wish, claim: before, before: null } }
      : ask(before, work)
  if (wish.claim === null || claim === null || claim.type === 'over') return ask(null, noWork)
  switch (claim.type) {
    case 'held':
      return wanted.isMet(wish.claim) ? { ...noWork, wish } : ask(wish.claim, noWork)
    case 'asked':
      return claim.sent ? { ...noWork, wish } : askInstead({ ...noWork, void: [wish.claim.command] })
    case 'refused':
      return askInstead({ ...noWork, deal: [wish.claim.command] })
  }
}

/** True if what was asked for has been answered and is not what is wanted any more. */
const wants = <C extends AnyClaim>(wish: Wish<C>, { claim }: Standing<C>, { isMet }: Wanted<C>): boolean =>
  wish.claim !== null && claim !== null && claim.type !== 'asked' && claim.type !== 'over' && !isMet(wish.claim)

const stockOf = ({ sku, quantity }: CartLineDocument): Wanted<Claim> => ({
  lines: [{ kind: 'stock', sku, quantity }],
  isMet: (claim) => claim.quantity === quantity,
  claim: (ids) => ({ ...ids, quantity }),
})

/** Brings a line to a quantity. */
export const planQuantity = (
  line: CartLineDocument,
  standing: Standing<Claim>,
  quantity: number,
  context: PlanContext,
): Plan<CartLineDocument> => {
  const wished: CartLineDocument = { ...line, quantity }
  return line.inHand ? { ...noWork, wish: wished } : planWish(wished, standing, stockOf(wished), context)
}

export const wantsQuantity = (line: CartLineDocument, standing: Standing<Claim>): boolean =>
  wants(line, standing, stockOf(line))

const seatsOf = ({ event, seats }: SeatGroup): Wanted<SeatClaim> => ({
  lines: seats.map(({ seat }) => ({ kind: 'seat', event, seat })),
  isMet: (claim) => claim.seats.length === seats.length && seats.every(({ seat }) => claim.seats.includes(seat)),
  claim: (ids) => ({ ...ids, seats: seats.map(({ seat }) => seat) }),
})

/** Brings a group to its seats, of which there are some. */
export const planSeats = (group: SeatGroup, standing: Standing<SeatClaim>, context: PlanContext): Plan<SeatGroup> =>
  planWish(group, standing, seatsOf(group), context)

export const wantsSeats = (group: SeatGroup, standing: Standing<SeatClaim>): boolean =>
  wants(group, standing, seatsOf(group))

/** Holds a voucher, unless that is done. */
export const planVoucher = (
  voucher: CartVoucherDocument,
  standing: Standing<AnyClaim>,
  context: PlanContext,
): Plan<CartVoucherDocument> => {
  const lines: Line[] = [{ kind: 'voucher', code: voucher.code }]
  // There is no other hold to go back to: a code is held, or it is not.
  return planWish(voucher, { ...standing, before: null }, { lines, isMet: () => true, claim: (ids) => ids }, context)
}

/** Gives back all that a wish holds or may come to hold. */
export const planRelease = <C extends AnyClaim>(
  wish: Wish<C>,
  { claim, before }: Standing<C>,
  reason: string,
  newId: () => string,
): Work => {
  const release = (hold: string) => ({ id: newId(), command: { type: 'hold.release', hold, reason } as const })
  const rest = before === null ? [] : [release(before.hold)]
  if (wish.claim === null || claim === null) return noWork
  switch (claim.type) {
    case 'over':
      return noWork
    case 'held':
      return { ...noWork, commands: [release(wish.claim.hold)] }
    case 'asked':
      return claim.sent
        ? { ...noWork, commands: [release(wish.claim.hold), ...rest] }
        : { ...noWork, commands: rest, void: [wish.claim.command] }
    case 'refused':
      return { ...noWork, commands: rest, deal: [wish.claim.command] }
  }
}
