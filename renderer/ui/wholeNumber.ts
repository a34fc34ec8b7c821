export interface Range {
  readonly min: number
  readonly max: number
}

/** What stands in a field for a whole number: nothing, a number, or something that is none. */
export type Whole =
  | { readonly type: 'empty' }
  | { readonly type: 'number'; readonly value: number }
  | { readonly type: 'wrong' }

const plain = /^\d{1,15}$/
/** Figures in threes, as either language writes them. */
const grouped = /^\d{1,3}(?:[.,\s]\d{3}){1,4}$/

/** Reads what was typed. A sign or a fraction is not left out: of `1,5` nobody meant 15. */
export const readWhole = (typed: string, { min, max }: Range): Whole => {
  const text = typed.trim()
  if (text === '') return { type: 'empty' }
  if (!plain.test(text) && !grouped.test(text)) return { type: 'wrong' }
  const value = Number(text.replace(/\D/g, ''))
  return value >= min && value <= max ? { type: 'number', value } : { type: 'wrong' }
}

/** The number that was typed; null where there is none. */
export const wholeIn = (typed: string, range: Range): number | null => {
  const whole = readWhole(typed, range)
  return whole.type === 'number' ? whole.value : null
}
