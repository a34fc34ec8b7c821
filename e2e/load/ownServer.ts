import { connect } from '../../server/db/connect.ts'
import { newId } from '../../server/newId.ts'

/** A PostgreSQL to measure on instead of the one of the npm package, by the URL of a role that may create databases. Only databases of our own are touched. */
const server = process.env['HOLDFAST_BENCH_DATABASE_URL'] ?? ''

export interface OwnDatabase {
  readonly url: string
  remove(): Promise<void>
}

/** An empty database on the server to measure on; null where none was named. */
export const ownDatabase = async (): Promise<OwnDatabase | null> => {
  if (server === '') return null
  const name = `holdfast_bench_${newId().replaceAll('-', '')}`
  const url = new URL(server)
  url.pathname = `/${name}`
  await onServer(`create database ${name}`)
  return { url: url.href, remove: () => onServer(`drop database ${name} with (force)`) }
}

const onServer = async (statement: string): Promise<void> => {
  const sql = connect({ url: server, max: 1, name: 'bench' })
  await sql.unsafe(statement)
  await sql.end({ timeout: 2 })
}
