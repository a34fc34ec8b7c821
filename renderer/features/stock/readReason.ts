/** Why something moved, as the hub writes it down, by the key of its words. */
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
} as const
type Reason = keyof typeof known

const isReason = (text: string): text is Reason => Object.hasOwn(known, text)

/** Takes a movement's reason apart: what it was, and the reference that follows it. `known` is null for one that has no words yet. */
export const readReason = (text: string): { known: (typeof known)[Reason] | null; reference: string | null } => {
  const colon = text.indexOf(': ')
  const what = colon === -1 ? text : text.slice(0, colon)
  if (!isReason(what)) return { known: null, reference: null }
  return { known: known[what], reference: colon === -1 ? null : text.slice(colon + 2) }
}
