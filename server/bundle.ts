import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

/**
 * The hub as one file that Node runs as it is: it starts in half the time that compiling each of its modules takes. Packages stay where they are.
 * Whoever starts a hub asks for the file first, so that no hub ever runs what its sources no longer say.
 */
const ownProject = fileURLToPath(new URL('..', import.meta.url))
const program = 'server/dist/hub.js'

/** How Node is called, in the project, to run the hub: what is told of a fault names the sources. */
export const hubArguments = ['--enable-source-maps', program] as const

/** What tells these sources from any others: which there are, how long each is and when it was written. */
const stampOf = (project: string): string => {
  const hash = createHash('sha256')
  for (const room of ['server', 'shared'])
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

/**
 * Builds the hub's file, if it is not there for these sources.
 * @returns whether it had to be built
 */
export const bundleHub = async (project = ownProject): Promise<boolean> => {
  const file = path.join(project, program)
  // Before anything is read: what is changed meanwhile is built the next time.
  const stamp = stampOf(project)
  if (builtFrom(file) === stamp) return false
  // Where packages for development are left out, a hub that was built still starts.
  const { build } = await import('vite')
  const built = await build({
    ...{ root: project, configFile: false, logLevel: 'error', mode: 'production' },
    plugins: [placesOfSources(project, file)],
    build: {
      ...{ ssr: 'server/main.ts', outDir: path.dirname(file), target: 'node20', minify: false },
      ...{ sourcemap: true, write: false },
      rolldownOptions: {
        output: { entryFileNames: 'hub.js', codeSplitting: false, sourcemapExcludeSources: true, banner: stamp },
      },
    },
  })
  const [hub, ...others] = 'output' in built ? built.output : []
  if (hub?.type !== 'chunk' || others.some(({ type }) => type === 'chunk')) throw new Error('the hub is not one file')
  mkdirSync(path.dirname(file), { recursive: true })
  putInPlace(`${file}.map`, JSON.stringify(hub.map))
  putInPlace(file, hub.code)
  return true
}
