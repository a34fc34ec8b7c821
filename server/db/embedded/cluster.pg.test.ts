import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { pino } from 'pino'
import { afterAll, expect, test } from 'vitest'
import { startCluster } from './cluster.ts'
import { runningConnection } from './runningConnection.ts'

const folder = mkdtempSync(path.join(os.tmpdir(), 'holdfast-cluster-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('a PostgreSQL that nobody can ask does not go on without its hub', async () => {
  const start = () => startCluster({ folder, log: pino({ level: 'silent' }), settings: { fsync: 'off' } })
  const first = await start()
  expect(runningConnection(folder)).not.toBeNull()
  await first.stop()
  writeFileSync(path.join(folder, 'postgres.password'), 'another')
  await expect(start()).rejects.toThrow('password')
  expect(runningConnection(folder)).toBeNull()
})
