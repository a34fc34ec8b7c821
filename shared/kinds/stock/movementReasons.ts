/** Why something moved, as the hub writes it down; a reference may follow after a colon. */
export const movementReasons = [
  ...(['held', 'confirmed', 'released', 'expired', 'received', 'count', 'sold', 'not sold', 'given back'] as const),
  ...(['arrived', 'comes back', 'came back', 'came back elsewhere', 'came back unexpected', 'given up'] as const),
  ...(['not there', 'sellable', 'damaged', 'scrap'] as const),
  ...(['transfer sent', 'transfer received', 'transfer called back', 'transfer given up'] as const),
] as const
export type MovementReason = (typeof movementReasons)[number]

/** Takes a movement's reason apart: what it was, and the reference that follows it. `what` is null for one that is none of these. */
export const readMovementReason = (text: string): { what: MovementReason | null; reference: string | null } => {
  const colon = text.indexOf(': ')
  const said = colon === -1 ? text : text.slice(0, colon)
  const what = movementReasons.find((reason) => reason === said) ?? null
  return { what, reference: what === null || colon === -1 ? null : text.slice(colon + 2) }
}
