/**
 * What the parts of a hall are called, by their place in the plan: empty where the hall has but one, for there a row and a number say it all.
 * @param zones their names in the plan; empty: none
 */
export const partsOf = (zones: readonly string[]): readonly string[] =>
  new Set(zones.filter((zone) => zone !== '')).size > 1 ? zones : zones.map(() => '')

/** What people call a seat: `C7`, or `12-7` where rows have numbers, after its part where the hall has several. */
export const labelOf = (part: string, { row, number }: { readonly row: string; readonly number: string }): string =>
  `${part} ${row}${/\d$/.test(row) ? '-' : ''}${number}`.trim()
