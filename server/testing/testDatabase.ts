import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, inject } from 'vitest'
import { connect, type ConnectOptions, type Sql } from '../db/connect.ts'

export interface TestDatabase {
  /** A pool on this file's own database. Only inside tests and hooks. */
  readonly sql: Sql
  /** How to open more connections to it. */
  readonly connection: Omit<ConnectOptions, 'max' | 'name'>
}

/** Gives a test file a database of its own, migrated and empty, made from the run's template (about 30 ms) and dropped afterwards. */
export const testDatabase = (): TestDatabase => {
  const name = `test_${randomUUID().replaceAll('-', '')}`
  const server = { ...inject('testServer'), database: name }
  const sql = connect({ ...server, max: 10, name: 'test' })
  const administer = async (work: (admin: Sql) => Promise<unknown>): Promise<void> => {
    const admin = connect({ ...server, database: 'postgres', max: 1, name: 'test admin' })
    await work(admin)
    await admin.end()
  }
  beforeAll(() => administer((admin) => admin`create database ${admin(name)} template holdfast strategy file_copy`))
  afterAll(async () => {
    await sql.end({ timeout: 5 })
    await administer((admin) => admin`drop database ${admin(name)} with (force)`)
  })
  return { sql, connection: server }
}
