import path from 'node:path'
import type { SafeStorage } from 'electron'
import { z } from 'zod'
import { readIfThere, writeWhole } from './keptFile.ts'

export interface Secrets {
  read(name: string): string | null
  write(name: string, value: string | null): void
}

const storedSchema = z.record(z.string(), z.string())

/**
 * Small secrets in a file, encrypted by the operating system's key store. Where there is none (a Linux without a keyring) the terminal's token
 * could only be kept readable, and is refused: pairing then says why.
 */
export const createSecrets = (
  folder: string,
  safe: Pick<SafeStorage, 'isEncryptionAvailable' | 'encryptString' | 'decryptString'>,
): Secrets => {
  const file = path.join(folder, 'secrets.json')
  const readAll = (): Record<string, string> => {
    const content = readIfThere(file)
    return content === null ? {} : storedSchema.parse(JSON.parse(content.toString('utf8')))
  }
  return {
    read: (name) => {
      const stored = readAll()[name]
      return stored === undefined ? null : safe.decryptString(Buffer.from(stored, 'base64'))
    },
    write: (name, value) => {
      const all = readAll()
      if (value === null) delete all[name]
      else {
        if (!safe.isEncryptionAvailable())
          throw new Error(
            'this machine has no key store to encrypt the terminal’s token with: install a keyring (gnome-keyring or kwallet)',
          )
        all[name] = safe.encryptString(value).toString('base64')
      }
      writeWhole(file, JSON.stringify(all))
    },
  }
}
