/** A guest as others may read it over a shoulder: all names but the last as initials, `N. V. An`. Empty for none. */
export const shortName = (name: string | undefined): string => {
  const words = (name ?? '').normalize('NFC').trim().split(/\s+/).filter(Boolean)
  return words.map((word, index) => (index === words.length - 1 ? word : `${firstOf(word)}.`)).join(' ')
}

/** A letter beyond the 16-bit ones is two places of a string. */
const firstOf = (word: string): string => String.fromCodePoint(word.codePointAt(0) ?? 0)
