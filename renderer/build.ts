import { existsSync, readdirSync, statSync } from 'node:fs'
import { rename, rm, utimes } from 'node:fs/promises'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const here = fileURLToPath(new URL('.', import.meta.url))
const project = path.join(here, '..')
const finished = path.join(here, 'dist')

/** Not part of the web terminal, so no reason to build it anew. */
const isLeftOut = (name: string): boolean =>
  /(?:^|[\\/])(?:dist|testing|\.dist-\d+)(?:[\\/]|$)|\.test\.tsx?$|\.md$/.test(name)

/** When the newest file under this folder, or this file, was changed. */
const changedAt = (place: string): number => {
  const stats = statSync(place)
  if (!stats.isDirectory()) return stats.mtimeMs
  return Math.max(
    0,
    ...readdirSync(place, { recursive: true, encoding: 'utf8' })
      .filter((name) => !isLeftOut(name))
      .map((name) => statSync(path.join(place, name)))
      .filter((entry) => entry.isFile())
      .map((entry) => entry.mtimeMs),
  )
}

const builtAt = (): number =>
  statSync(path.join(finished, 'index.html'), { throwIfNoEntry: false })?.mtimeMs ?? Number.NEGATIVE_INFINITY

/** Folders that a build left behind when it was killed. */
const leftBehind = (): string[] =>
  readdirSync(here)
    .filter((name) => name.startsWith('.dist-'))
    .map((name) => path.join(here, name))
    .filter((folder) => Date.now() - statSync(folder).mtimeMs > 600_000)

const remove = (folders: readonly string[]) =>
  Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true })))

/** Puts a finished build in its place. Another build may do the same at this moment: the last one stays. */
const putInPlace = async (aside: string, old: string): Promise<void> => {
  for (let tries = 1; ; tries += 1) {
    try {
      if (existsSync(finished)) await rename(finished, old)
      return await rename(aside, finished)
    } catch (error) {
      if (tries === 5) throw error
      await remove([old])
    }
  }
}

/** Builds beside the finished folder and puts it in its place at the end, so that nobody is ever served half of it. */
const buildAside = async (): Promise<void> => {
  const started = new Date()
  const { build } = await import('vite')
  // Whoever calls may be a test run, whose environment would make it a build for development: slow, and with a service worker that fails.
  process.env['NODE_ENV'] = 'production'
  const aside = path.join(here, `.dist-${process.pid}`)
  const old = `${aside}0`
  await remove(leftBehind())
  try {
    await build({
      configFile: path.join(here, 'vite.config.ts'),
      logLevel: 'error',
      build: { outDir: aside, emptyOutDir: true },
    })
    // What was changed while it was built is newer than it.
    await utimes(path.join(aside, 'index.html'), started, started)
    await putInPlace(aside, old)
  } finally {
    await remove([aside, old])
  }
}

const sources = [here, path.join(project, 'shared'), path.join(project, 'package-lock.json')]
if (Math.max(...sources.map(changedAt)) < builtAt()) {
  console.log('web terminal: up to date')
} else {
  const began = performance.now()
  await buildAside()
  console.log(`web terminal: built in ${((performance.now() - began) / 1000).toFixed(1)} s`)
}
