import { createHash } from 'node:crypto'
import { mkdtemp, open, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import type { Readable } from 'node:stream'

export interface Spooled {
  readonly file: string
  /** SHA-256 of the content. */
  readonly hash: string
  remove(): Promise<void>
}

/**
 * Writes a body to a temporary file while hashing it: a repeat is known by its hash before anything is done, and a slow sender holds no
 * transaction open.
 * @returns null if there is more than `most` bytes; the rest is left unread
 */
export const spool = async (source: Readable, most: number): Promise<Spooled | null> => {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'holdfast-import-'))
  const remove = (): Promise<void> => rm(folder, { recursive: true, force: true })
  const file = path.join(folder, 'items.csv')
  const hash = createHash('sha256')
  try {
    const target = await open(file, 'wx', 0o600)
    let size = 0
    try {
      // The connection has to stay open for the answer, also when reading stops early.
      for await (const chunk of source.iterator({ destroyOnReturn: false })) {
        const bytes = Buffer.isBuffer(chunk) ? chunk : Buffer.from(String(chunk))
        size += bytes.length
        if (size > most) break
        hash.update(bytes)
        await target.write(bytes)
      }
    } finally {
      await target.close()
    }
    if (size > most) {
      await remove()
      return null
    }
    return { file, hash: hash.digest('base64url'), remove }
  } catch (error) {
    await remove()
    throw error
  }
}
