import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { mkdtemp } from 'node:fs/promises'
import { createServer } from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import type { Logger } from 'pino'
import { connect, type ConnectOptions } from '../connect.ts'
import { type Binaries, findBinaries } from './binaries.ts'
import { stopOrphan } from './orphan.ts'
import { chooseRunAs, giveTo, type RunAs, wrapCommand } from './runAs.ts'
import { takeFolder } from './takeFolder.ts'

const run = promisify(execFile)

/** A PostgreSQL of our own that runs as a child of this process. */
export interface Cluster {
  /** How to connect to it, but for the number of connections and the name. */
  readonly connection: Pick<ConnectOptions, 'host' | 'port' | 'password' | 'database'>
  /** Resolves when PostgreSQL has ended without being asked to. */
  readonly died: Promise<void>
  /** Stops PostgreSQL cleanly; by force if that takes longer (it recovers at its next start). One that does not even hear that is left behind. */
  stop(patienceMs?: number): Promise<void>
}

export interface ClusterOptions {
  /** The hub's data folder; PostgreSQL gets `postgres/` in it. */
  readonly folder: string
  readonly log: Logger
  /** Settings over the usual ones, e.g. `{ fsync: 'off' }` in tests. */
  readonly settings?: Readonly<Record<string, string>>
}

/** Full durability; the rest suits one shop's machine of 2 cores and up. */
const usualSettings: Readonly<Record<string, string>> = {
  max_connections: '100',
  shared_buffers: '256MB',
  max_wal_size: '4GB',
  // Files that were written before are written again in a rush: making new ones took a tenth of PostgreSQL's time there.
  min_wal_size: '1GB',
  checkpoint_timeout: '15min',
  checkpoint_completion_target: '0.9',
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_min_messages: 'warning',
  log_min_error_statement: 'panic',
  log_checkpoints: 'off',
  autovacuum_naptime: '10s',
  autovacuum_vacuum_cost_delay: '0',
  autovacuum_vacuum_scale_factor: '0.05',
}

/**
 * Starts the embedded PostgreSQL on a data folder, making it at the first start. Recovers from an interrupted first start, from kill -9, and
 * stops a PostgreSQL of ours that outlived its hub. One that nobody can ask is stopped again, and whoever started it hears why.
 * @throws WrongSetting when the folder cannot be used, or another hub runs on it
 */
export const startCluster = async ({ folder, log, settings = {} }: ClusterOptions): Promise<Cluster> => {
  const unlock = takeFolder(folder)
  try {
    const data = path.join(folder, 'postgres')
    const binaries = await findBinaries()
    await stopOrphan(data, log)
    const runAs = chooseRunAs(folder, binaries.postgres, existsSync(data) ? statSync(data).uid : null)
    const password = readPassword(path.join(folder, 'postgres.password'))
    if (!existsSync(data)) await initialise(binaries, runAs, folder, data, password)
    const place = await choosePlace(data, runAs)
    const child = launch(binaries, runAs, { folder, data, place, settings: { ...usualSettings, ...settings } })
    const connection = { ...place, password, database: 'holdfast' }
    const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()))
    const end = async (patienceMs: number): Promise<void> => {
      if (!(await stopChild(child, exited, patienceMs)))
        log.error({ pid: child.pid }, 'the embedded PostgreSQL hangs and was left behind; the next start deals with it')
      if (place.temporary !== null) rmSync(place.temporary, { recursive: true, force: true })
    }
    await ready(child, connection, path.join(folder, 'postgres.log')).catch(async (error: unknown) => {
      await end(usualPatienceMs)
      throw error
    })
    let stopping = false
    return {
      connection,
      died: exited.then(() => (stopping ? new Promise<void>(() => {}) : undefined)),
      stop: async (patienceMs = usualPatienceMs) => {
        stopping = true
        await end(patienceMs)
        unlock()
      },
    }
  } catch (error) {
    unlock()
    throw error
  }
}

const readPassword = (file: string): string => {
  if (!existsSync(file)) writeFileSync(file, randomBytes(24).toString('base64url'), { mode: 0o600 })
  return readFileSync(file, 'utf8')
}

/** Makes the cluster beside its place and moves it there when it is whole, so that an interrupted start leaves nothing half done. */
const initialise = async (binaries: Binaries, runAs: RunAs, folder: string, data: string, password: string) => {
  const unfinished = path.join(folder, 'postgres.unfinished')
  rmSync(unfinished, { recursive: true, force: true })
  mkdirSync(unfinished, { mode: 0o700 })
  const passwordFile = path.join(unfinished, 'password')
  const fresh = path.join(unfinished, 'data')
  writeFileSync(passwordFile, password, { mode: 0o600 })
  giveTo(runAs, unfinished)
  const { program, args, options } = wrapCommand(runAs, binaries.initdb, [
    ...['--pgdata', fresh, '--username', 'holdfast', '--pwfile', passwordFile, '--auth', 'scram-sha-256'],
    ...['--encoding', 'UTF8', '--locale-provider', 'builtin', '--builtin-locale', 'C.UTF-8', '--locale', 'C'],
  ])
  await run(program, args, { ...options, cwd: unfinished, env: { ...process.env, LC_ALL: 'C', TZ: 'UTC' } })
  renameSync(fresh, data)
  rmSync(unfinished, { recursive: true, force: true })
}

interface Where {
  readonly host: string
  readonly port: number
  /** A folder for the socket that goes with the cluster. */
  readonly temporary: string | null
}

/** A socket is more than twice as fast as TCP. Its path may have 107 characters at most, so a deep data folder gets one elsewhere. */
const choosePlace = async (data: string, runAs: RunAs): Promise<Where> => {
  if (process.platform === 'win32') return { host: '127.0.0.1', port: await freePort(), temporary: null }
  if (data.length < 80) return { host: data, port: 5432, temporary: null }
  const temporary = await mkdtemp(path.join(os.tmpdir(), 'holdfast-'))
  giveTo(runAs, temporary)
  return { host: temporary, port: 5432, temporary }
}

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() =>
        address === null || typeof address === 'string' ? reject(new Error('no port')) : resolve(address.port),
      )
    })
  })

interface Launch {
  readonly folder: string
  readonly data: string
  readonly place: Where
  readonly settings: Readonly<Record<string, string>>
}

const launch = (binaries: Binaries, runAs: RunAs, { folder, data, place, settings }: Launch): ChildProcess => {
  const listen = process.platform === 'win32' ? { listen_addresses: place.host } : { listen_addresses: '' }
  const all = {
    ...settings,
    ...listen,
    port: String(place.port),
    unix_socket_directories: process.platform === 'win32' ? '' : place.host,
  }
  const { program, args, options } = wrapCommand(runAs, binaries.postgres, [
    ...['-D', data],
    ...Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
  ])
  const log = openSync(path.join(folder, 'postgres.log'), 'a', 0o600)
  // A process group of its own: Ctrl+C in the hub's terminal is for the hub, which then stops PostgreSQL in its turn.
  const child = spawn(program, args, {
    ...options,
    cwd: folder,
    detached: true,
    stdio: ['ignore', log, log],
    env: { ...process.env, LC_ALL: 'C' },
  })
  closeSync(log)
  child.unref()
  return child
}

/** Waits until the database `holdfast` can be asked, making it at the first start. */
const ready = async (child: ChildProcess, connection: Cluster['connection'], logFile: string): Promise<void> => {
  const sql = connect({ ...connection, database: 'postgres', max: 1, name: 'holdfast start' })
  try {
    for (;;) {
      if (child.exitCode !== null || child.signalCode !== null)
        throw new Error(`the embedded PostgreSQL ended while it started; ${logFile} says why`)
      try {
        const [row] = await sql`select 1 from pg_database where datname = 'holdfast'`
        if (row === undefined) await sql`create database holdfast`
        return
      } catch (error) {
        if (!isStarting(error)) throw error
        await sleep(25)
      }
    }
  } finally {
    await sql.end({ timeout: 1 })
  }
}

/** No socket yet, or 57P03 cannot_connect_now: it is starting or recovering. */
const isStarting = (error: unknown): boolean =>
  error instanceof Error &&
  'code' in error &&
  ['ENOENT', 'ECONNREFUSED', 'ECONNRESET', '57P03', 'CONNECTION_CLOSED', 'CONNECT_TIMEOUT'].includes(String(error.code))

const usualPatienceMs = 8_000

/** @returns whether it has ended */
const stopChild = async (child: ChildProcess, exited: Promise<void>, patienceMs: number): Promise<boolean> => {
  if (child.exitCode !== null || child.signalCode !== null) return true
  // SIGINT is PostgreSQL's fast shutdown: it ends connections and writes a checkpoint.
  child.kill('SIGINT')
  const within = (milliseconds: number) => Promise.race([exited.then(() => true), sleep(milliseconds, false)])
  if (await within(patienceMs)) return true
  child.kill('SIGQUIT')
  return within(1_000)
}
