import { type MovementReason, readMovementReason } from '../../../shared/kinds/stock/movementReasons.ts'

/** The key of the words for each reason. */
const known = {
  held: 'held',
  confirmed: 'confirmed',
  released: 'released',
  expired: 'expired',
  received: 'received',
  count: 'count',
  sold: 'sold',
  'not sold': 'notSold',
  'given back': 'givenBack',
  arrived: 'arrived',
  'comes back': 'comesBack',
  'came back': 'cameBack',
  'came back elsewhere': 'cameBackElsewhere',
  'came back unexpected': 'cameBackUnexpected',
  'given up': 'givenUp',
  'not there': 'notThere',
  sellable: 'sellable',
  damaged: 'damaged',
  scrap: 'scrap',
  'transfer sent': 'transferSent',
  'transfer received': 'transferReceived',
  'transfer called back': 'transferCalledBack',
  'transfer given up': 'transferGivenUp',
} as const satisfies Readonly<Record<MovementReason, string>>

/** A movement's reason and the reference that follows it. `known` is null for one that has no words yet. */
export const readReason = (
  text: string,
): { known: (typeof known)[MovementReason] | null; reference: string | null } => {
  const { what, reference } = readMovementReason(text)
  return { known: what === null ? null : known[what], reference }
}
