import { BaseSequencer, type TestSpecification } from 'vitest/node'

/**
 * Files that take by far the longest, or mostly wait: they begin first. One that begins last keeps a core to itself, and the other idle. Vitest itself goes
 * by the times of an earlier run, which a new folder has not, and then by the sizes of files, which say nothing of it.
 */
const longest = [
  'renderer/sync/exactlyOnce.test.ts',
  'renderer/sync/anyDay.property.test.ts',
  'renderer/features/stock/stock.test.tsx',
  'renderer/features/counter/counter.test.tsx',
  'e2e/races/start.e2e.test.ts',
  'e2e/simulation/terminals/terminals.e2e.test.ts',
  'e2e/races/seats.e2e.test.ts',
  'e2e/simulation/bookings.pg.test.ts',
  'server/api/rest/fuzz.pg.test.ts',
  'server/api/trpc/fuzz.pg.test.ts',
  'e2e/simulation/simulation.pg.test.ts',
  'server/api/rest/sessions.pg.test.ts',
  'server/orders/storm.pg.test.ts',
]

const placeOf = ({ moduleId }: TestSpecification): number => {
  const place = longest.findIndex((file) => moduleId.endsWith(`/${file}`))
  return place === -1 ? longest.length : place
}

export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    // Vitest's order of files, no array's.
    // oxlint-disable-next-line unicorn/no-array-sort
    const sorted = await super.sort(files)
    // Projects stay together: each has processes of its own.
    const projects = [...new Set(sorted.map(({ project }) => project))]
    return projects.flatMap((project) =>
      sorted.filter((file) => file.project === project).toSorted((one, other) => placeOf(one) - placeOf(other)),
    )
  }
}
