import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

const root = fileURLToPath(new URL('../..', import.meta.url))
const rooms = ['electron', 'renderer', 'server', 'shared'] as const
type Room = (typeof rooms)[number]

interface Import {
  /** Paths from the project's top, with slashes. */
  readonly from: string
  readonly to: string
  readonly typeOnly: boolean
}

/** The one door between rooms besides `shared`: the type of the hub's router, for the terminal's client. */
const isRouterType = ({ from, to, typeOnly }: Import): boolean =>
  typeOnly && from.startsWith('renderer/') && to === 'server/api/router.ts'

const sourcesOf = (room: string): string[] =>
  readdirSync(path.join(root, room), { recursive: true, encoding: 'utf8' })
    .map((name) => path.posix.join(room, name.split(path.sep).join('/')))
    .filter((name) => /\.(ts|tsx|mts|cts)$/.test(name) && !/(^|\/)(dist|node_modules)\//.test(name))

/** The compiler's API is gone from TypeScript 7; the formatter keeps imports in a form that a pattern finds. */
const importPattern =
  /(?:^|\n)\s*(import|export)\s+(type\s)?[^'";]*?from\s+'(\.[^']+)'|import\(\s*'(\.[^']+)'\s*\)|(?:^|\n)import\s+'(\.[^']+)'/g

const importsOf = (from: string): Import[] =>
  [...readFileSync(path.join(root, from), 'utf8').matchAll(importPattern)].map((match) => ({
    from,
    to: path.posix.join(path.posix.dirname(from), match[3] ?? match[4] ?? match[5] ?? ''),
    typeOnly: match[2] !== undefined,
  }))

const roomOf = (file: string): Room | undefined => rooms.find((room) => file.startsWith(`${room}/`))
const kindOf = (file: string): string | undefined => /(?:^|\/)kinds\/([^/]+)\//.exec(file)?.[1]

const imports = rooms.flatMap(sourcesOf).flatMap(importsOf)

describe('layering', () => {
  it('finds the imports at all', () => {
    expect(imports.length).toBeGreaterThan(100)
    expect(imports).toContainEqual(expect.objectContaining({ from: 'server/main.ts', to: 'server/settings.ts' }))
  })

  it('shared imports nobody', () => {
    expect(imports.filter(({ from, to }) => roomOf(from) === 'shared' && roomOf(to) !== 'shared')).toEqual([])
  })

  it('electron, renderer and server import shared and never each other', () => {
    const crossing = imports.filter((one) => {
      const [from, to] = [roomOf(one.from), roomOf(one.to)]
      return from !== to && to !== 'shared' && !isRouterType(one)
    })
    expect(crossing).toEqual([])
  })

  it('a kind imports no other kind', () => {
    const crossing = imports.filter(({ from, to }) => {
      const [mine, theirs] = [kindOf(from), kindOf(to)]
      return mine !== undefined && theirs !== undefined && mine !== theirs
    })
    expect(crossing).toEqual([])
  })

  it('only the replica imports RxDB', () => {
    const outside = rooms
      .flatMap(sourcesOf)
      .filter((file) => !file.startsWith('renderer/replica/') && !/\.test\.|\/testing\//.test(file))
      .filter((file) => /from 'rxdb/.test(readFileSync(path.join(root, file), 'utf8')))
    expect(outside).toEqual([])
  })

  it('only the hub’s main programs read the environment in the server', () => {
    const readers = sourcesOf('server').filter((file) =>
      /process\.env\.HOLDFAST|readSettings\(process\.env/.test(readFileSync(path.join(root, file), 'utf8')),
    )
    expect(readers.filter((file) => !file.endsWith('/main.ts') && file !== 'server/main.ts')).toEqual([])
  })
})
