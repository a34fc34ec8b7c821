import type { Sql } from '../db/connect.ts'

/**
 * The control of a race for one thing: everybody looks whether somebody has it, and takes it after all have looked, without lock and index.
 * @returns how many got it
 */
export const lookThenTake = async (sql: Sql, clients: number): Promise<number> => {
  await sql`create table control (thing text)`
  let looked = 0
  const allLooked = new EventTarget()
  const everybody = new Promise((resolve) => allLooked.addEventListener('done', resolve, { once: true }))
  const take = () =>
    sql.begin(async (tx) => {
      const found = await tx`select from control where thing = 'the one'`
      looked += 1
      if (looked === clients) allLooked.dispatchEvent(new Event('done'))
      await everybody
      if (found.length > 0) return false
      await tx`insert into control values ('the one')`
      return true
    })
  const got = await Promise.all(Array.from({ length: clients }, take))
  return got.filter(Boolean).length
}
