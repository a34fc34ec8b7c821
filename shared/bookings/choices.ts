import { bestCombinations } from './combinations.ts'
import { candidatesFor } from './fitting.ts'
import type { Need, Resource } from './resources.ts'

/**
 * With what a service could be had for a party, whenever that is: the best fit first, tables pushed together only where no single one is large
 * enough. The arbiter takes the first that is free.
 */
export const choicesFor = (
  resources: readonly Resource[],
  needs: readonly Need[],
  party: number,
  most: number,
): string[][] => {
  const options = needs.map((need, place) => {
    const { alone, joined } = candidatesFor(resources, need, party)
    const same = needs.findLastIndex(
      (other, index) => index < place && other.kind === need.kind && other.skill === need.skill,
    )
    return { units: alone.length > 0 ? alone : joined, sameAs: same === -1 ? null : same }
  })
  return options.some(({ units }) => units.length === 0)
    ? []
    : bestCombinations(options, most).map((codes) => [...codes])
}

/** True if these resources are what a service needs, each need by another of them. Tables pushed together count as one. */
export const areEnough = (resources: readonly Resource[], needs: readonly Need[], party: number): boolean =>
  choicesFor(resources, needs, party, 1).length > 0
