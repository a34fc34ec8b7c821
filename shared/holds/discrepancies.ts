/**
 * How something did not fit: more was sold than was there, a count found less than was promised, one thing was given to two, vouchers took off more than
 * their campaign had left, a parcel that came back had less in it than was expected, or more, two people counted the same goods that came back, goods came
 * back that belong to no return, or to one whose rest is elsewhere, less or more came of a transfer than was sent, two people counted the same of it, or a
 * shop sold something that nobody here knows.
 */
export const discrepancyKinds = [
  'oversold',
  'count',
  'double_booked',
  'double_sold',
  'double_used',
  'over_budget',
  'return_short',
  'return_extra',
  'return_twice',
  'return_unknown',
  'return_elsewhere',
  'transfer_short',
  'transfer_extra',
  'transfer_twice',
  'unknown_item',
] as const
export type DiscrepancyKind = (typeof discrepancyKinds)[number]

/** A fact that did not fit, for a person to settle (SPEC C5). */
export interface DiscrepancyRaised {
  readonly type: 'discrepancy'
  readonly id: string
  readonly kind: DiscrepancyKind
  readonly location: string
  /**
   * What it is about: a SKU, a resource (`double_booked`), a seat as `EVENT/SEAT` (`double_sold`) a voucher's code (`double_used`,
   * `over_budget`) or whatever the shop calls it (`unknown_item`).
   */
  readonly sku: string
  readonly quantity: number
  readonly order: string | null
  /** The transfer of which it was. */
  readonly transfer?: string
}
