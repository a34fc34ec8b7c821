import { findDue, sweepPlaces } from '../../server/expiry/sweep.ts'
import type { Sql } from '../../server/db/connect.ts'
import { benchDatabase, stockItem } from './benchDatabase.ts'
import { expireBare, placeDue } from './dueHolds.ts'
import { median } from './measure.ts'
import { atLeast, baseline, type Benchmark, milliseconds } from './report.ts'

const holds = 100_000
const skus = 200

const timed = async (work: () => Promise<unknown>): Promise<number> => {
  const began = performance.now()
  await work()
  return performance.now() - began
}

/** One transaction after the other: what a core does. The job takes two. */
const sweepAll = async (sql: Sql): Promise<void> => {
  for (;;) {
    const portions = await findDue(sql, 50_000, 2_000)
    if (portions.length === 0) return
    for (const places of portions) await sweepPlaces(sql, places)
  }
}

export const sweepBench: Benchmark = {
  name: 'sweep',
  about: `${holds.toLocaleString('en-US')} holds that are due, swept on one connection, beside bare SQL that writes the same rows`,
  run: async () => {
    const database = await benchDatabase()
    try {
      const sql = database.open(2)
      for (let index = 0; index < skus; index += 1) await stockItem(sql, `sku${index}`, 1)
      const [bare, swept]: [number[], number[]] = [[], []]
      for (let round = 0; round < 3; round += 1) {
        await placeDue(sql, holds, skus)
        bare.push(await timed(() => expireBare(sql)))
        await placeDue(sql, holds, skus)
        swept.push(await timed(() => sweepAll(sql)))
      }
      return [
        baseline('bare SQL', milliseconds(median(bare))),
        atLeast('sweep', milliseconds(median(swept)), 'bare SQL', median(bare) / median(swept), 0.6),
      ]
    } finally {
      await database.close()
    }
  },
}
