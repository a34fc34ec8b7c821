import { foldForSearch } from '../../shared/text.ts'

/** Why a name will not do: `length`, or `same` as another's, which nobody could tell from it. */
export type NameFault = 'length' | 'same'

/** @param name without spaces at its ends; @param others the names that there are */
export const nameFault = (name: string, others: readonly string[]): NameFault | null => {
  if (name === '' || name.length > 200) return 'length'
  return others.some((other) => foldForSearch(other) === foldForSearch(name)) ? 'same' : null
}
