import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { ConnectOptions } from '../connect.ts'

/**
 * How to reach the embedded PostgreSQL of a hub that runs on this data folder. Its pid file says where it listens: line 4 is the port, line 5
 * the socket folder (empty on Windows).
 * @returns null if none runs there
 */
export const runningConnection = (folder: string): Omit<ConnectOptions, 'max' | 'name'> | null => {
  try {
    const lines = readFileSync(path.join(folder, 'postgres', 'postmaster.pid'), 'utf8').split('\n')
    const password = readFileSync(path.join(folder, 'postgres.password'), 'utf8')
    return { host: lines[4] || '127.0.0.1', port: Number(lines[3]), password }
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw error
  }
}
