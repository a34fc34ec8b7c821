import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { pino } from 'pino'
import type { TestProject } from 'vitest/node'
import { connect } from '../db/connect.ts'
import { startCluster } from '../db/embedded/cluster.ts'
import { migrate } from '../db/migrate.ts'
import { forgetful } from './forgetful.ts'

export interface TestServer {
  readonly host: string
  readonly port: number
  readonly password: string
}

declare module 'vitest' {
  export interface ProvidedContext {
    testServer: TestServer
  }
}

/** One PostgreSQL for a run of tests; its database `holdfast` is migrated once and is the template of every test file's own. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'hf-test-'))
  const log = pino({ level: 'warn' })
  // Tests that kill PostgreSQL start one of their own, with full durability.
  const cluster = await startCluster({
    folder,
    log,
    settings: { ...forgetful, max_connections: '200' },
  })
  await migrate(cluster.connection)
  const sql = connect({ ...cluster.connection, database: 'postgres', max: 1, name: 'test setup' })
  await sql`alter database holdfast is_template true`
  await sql.end()
  const { host = '', port = 5432, password = '' } = cluster.connection
  project.provide('testServer', { host, port, password })
  return async () => {
    await cluster.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}
