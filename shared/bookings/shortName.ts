/** A guest as others may read it over a shoulder: all names but the last as initials, `N. V. An`. Empty for none. */
export const shortName = (name: string | undefined): string => {
  const words = (name ?? '').trim().split(/\s+/).filter(Boolean)
  return words.map((word, index) => (index === words.length - 1 ? word : `${[...word][0] ?? ''}.`)).join(' ')
}
