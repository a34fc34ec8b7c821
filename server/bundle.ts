import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

/**
 * The hub as one file that Node runs as it is: it starts in half the time that compiling each of its modules takes. Packages stay where they are.
 * Whoever starts a hub asks for the file first, so that no hub ever runs what its sources no longer say.
 */
const ownProject = fileURLToPath(new URL('..', import.meta.url))

/** A program of the project, by its paths there. */
export interface Program {
  readonly source: string
  readonly file: string
}

const hub: Program = { source: 'server/main.ts', file: 'server/dist/hub.js' }

/** How Node is called, in the project, to run such a file: what is told of a fault names the sources. */
export const argumentsOf = ({ file }: Program) => ['--enable-source-maps', '--max-semi-space-size=64', file] as const
export const hubArguments = argumentsOf(hub)

/** What tells these sources from any others: which there are, how long each is and when it was written. */
const stampOf = (project: string, { source }: Program): string => {
  const hash = createHash('sha256')
  for (const room of new Set(['server', 'shared', path.dirname(source)]))
    for (const name of readdirSync(path.join(project, room), { recursive: true, encoding: 'utf8' }).toSorted()) {
      if (!name.endsWith('.ts') || name.endsWith('.test.ts')) continue
      const { size, mtimeMs } = statSync(path.join(project, room, name))
      hash.update(`${room}/${name} ${size} ${mtimeMs}\n`)
    }
  hash.update(readFileSync(path.join(project, 'package-lock.json')))
  return `// ${hash.digest('hex')}`
}

const builtFrom = (file: string): string | null =>
  existsSync(file) ? (readFileSync(file, 'utf8').split('\n', 1)[0] ?? null) : null

/** A file is whole or not there: another process may read it at this moment, or write the same. */
const putInPlace = (file: string, text: string): void => {
  const aside = `${file}.${process.pid}`
  writeFileSync(aside, text)
  renameSync(aside, file)
}

/** Modules find what lies beside them (migrations, the demo's items) where it is, not beside the bundle. */
const placesOfSources = (project: string, file: string) => ({
  name: 'places-of-sources',
  enforce: 'pre' as const,
  transform: (code: string, id: string) => {
    if (!id.startsWith(project) || id.includes('node_modules') || !code.includes('import.meta.url')) return null
    const place = path.relative(path.dirname(file), id).split(path.sep).join('/')
    return { code: code.replaceAll('import.meta.url', `new URL('${place}', import.meta.url).href`), map: null }
  },
})

/** Builds the hub's file, if it is not there for these sources. @returns whether it had to be built */
export const bundleHub = (project?: string): Promise<boolean> => bundle(hub, project)

/** The same for a program that is compared with the hub, and has to run as it does. */
export const bundle = async (program: Program, project = ownProject): Promise<boolean> => {
  const file = path.join(project, program.file)
  // Before anything is read: what is changed meanwhile is built the next time.
  const stamp = stampOf(project, program)
  if (builtFrom(file) === stamp) return false
  // Where packages for development are left out, a hub that was built still starts.
  const { build } = await import('vite')
  const built = await build({
    ...{ root: project, configFile: false, logLevel: 'error', mode: 'production' },
    plugins: [placesOfSources(project, file)],
    build: {
      ...{ ssr: program.source, outDir: path.dirname(file), target: 'node20', minify: false },
      ...{ sourcemap: true, write: false },
      rolldownOptions: {
        output: {
          entryFileNames: path.basename(file),
          codeSplitting: false,
          sourcemapExcludeSources: true,
          banner: stamp,
        },
      },
    },
  })
  const [whole, ...others] = 'output' in built ? built.output : []
  if (whole?.type !== 'chunk' || others.some(({ type }) => type === 'chunk'))
    throw new Error(`${program.source} is not one file`)
  mkdirSync(path.dirname(file), { recursive: true })
  putInPlace(`${file}.map`, JSON.stringify(whole.map))
  putInPlace(file, whole.code)
  return true
}
