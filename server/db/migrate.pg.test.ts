import { copyFile, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from 'vitest'
import { testDatabase } from '../testing/testDatabase.ts'
import { WrongSetting } from '../wrongSetting.ts'
import { migrate } from './migrate.ts'

const { connection, sql } = testDatabase()
const versions = () => sql`select version from public.schema_version order by version`

test('an older hub does not start on a database that a newer one has brought forward, and leaves it as it is', async () => {
  const older = await mkdtemp(path.join(tmpdir(), 'hf-migrations-'))
  const first = '001.do.spine.sql'
  await copyFile(new URL(`migrations/${first}`, import.meta.url), path.join(older, first))
  const before = await versions()
  try {
    const refused: unknown = await migrate(connection, older).catch((error: unknown) => error)
    expect(refused).toBeInstanceOf(WrongSetting)
    expect(String(refused)).toMatch(/a newer version of Holdfast .* knows it up to 1\)/)
  } finally {
    await rm(older, { recursive: true })
  }
  expect(await versions()).toEqual(before)
  await migrate(connection)
  expect(await versions()).toEqual(before)
})
