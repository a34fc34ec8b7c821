/** Runs `work` from `clients` callers, each waiting for its own answer before the next call, for so long. @returns calls a second */
export const closedLoop = async (
  clients: number,
  milliseconds: number,
  work: (client: number) => Promise<void>,
): Promise<number> => {
  let done = 0
  const began = performance.now()
  const caller = async (client: number): Promise<void> => {
    while (performance.now() - began < milliseconds) {
      await work(client)
      done += 1
    }
  }
  await Promise.all(Array.from({ length: clients }, (_, client) => caller(client)))
  return (done * 1000) / (performance.now() - began)
}

export interface Contender {
  readonly name: string
  run(milliseconds: number): Promise<number>
}

/**
 * Measures contenders in turns, round by round, so that whatever else the machine does falls on all of them alike. The first round, as long as the others, only warms
 * up: the more code a contender has, the longer Node needs until all of it is compiled (a hub's first 5 s under load give two thirds of what the next do), and who
 * has a rush has been running for days.
 * @returns the median of each, in the order given
 */
export const inTurns = async (
  contenders: readonly Contender[],
  rounds: number,
  milliseconds: number,
): Promise<number[]> => {
  const figures: number[][] = contenders.map(() => [])
  for (let round = 0; round <= rounds; round += 1)
    for (const [index, contender] of contenders.entries()) {
      const figure = await contender.run(milliseconds)
      if (round > 0) figures[index]?.push(figure)
    }
  return figures.map(median)
}

export const median = (figures: readonly number[]): number => quantile(figures, 0.5)

/** The value below which a part `q` (0 to 1) of the figures lies. */
export const quantile = (figures: readonly number[], q: number): number => {
  const sorted = figures.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] ?? Number.NaN
}
