import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

/**
 * `npm start`: the hub with the demo shop, then the terminal: the desktop app where Electron's program is there, else the same terminal in a
 * browser. Stops all of it on Ctrl+C, or when the app is closed. Exit code: the hub's.
 */
const project = fileURLToPath(new URL('..', import.meta.url))
const say = (line: string): void => void process.stdout.write(`${line}\n`)

/**
 * Where Electron's program is, without asking the `electron` package: that would begin a download.
 * @returns null if it is not there
 */
const findElectron = (): string | null => {
  try {
    const home = path.dirname(createRequire(import.meta.url).resolve('electron/package.json'))
    const program = path.join(home, 'dist', readFileSync(path.join(home, 'path.txt'), 'utf8').trim())
    return existsSync(program) ? program : null
  } catch {
    return null
  }
}

const run = (...args: readonly string[]): ChildProcess =>
  spawn(process.execPath, args, {
    cwd: project,
    env: { HOLDFAST_DEMO: '1', ...process.env },
    stdio: ['ignore', 'pipe', 'inherit'],
  })

const exitOf = (child: ChildProcess): Promise<number> =>
  new Promise((resolve) => child.once('exit', (code) => resolve(code ?? 1)))

/** Passes on what the hub says, and waits for its `ready` line. @returns null if it ended without one */
const readyOf = (hub: ChildProcess): Promise<string | null> =>
  new Promise((resolve) => {
    let output = ''
    hub.stdout?.on('data', (chunk: Buffer) => {
      process.stdout.write(chunk)
      output += chunk.toString()
      const url = /^ready (\S+)$/m.exec(output)?.[1]
      if (url !== undefined) resolve(url)
    })
    hub.once('exit', () => resolve(null))
  })

const openDesktop = (program: string, url: string): ChildProcess => {
  // Chromium's sandbox does not run as root.
  const args = process.getuid?.() === 0 ? ['--no-sandbox', '.'] : ['.']
  return spawn(program, args, { cwd: project, env: { ...process.env, HOLDFAST_HUB_URL: url }, stdio: 'inherit' })
}

/** @returns false if it could not be built; the browser is there all the same */
const buildDesktop = async (): Promise<boolean> => {
  const build = spawn(
    process.execPath,
    ['node_modules/electron-vite/bin/electron-vite.js', 'build', '--logLevel', 'error'],
    {
      cwd: project,
      stdio: ['ignore', 'ignore', 'inherit'],
    },
  )
  return (await exitOf(build)) === 0
}

const inviteToBrowser = (url: string): void => {
  say('')
  say(`  Mở ${url} trong trình duyệt, bấm “Dùng tiệm thử”. Mã PIN nằm trong README.`)
  say(`  Open ${url} in a browser and press “Use the demo shop”. The PINs are in the README.`)
  say('')
}

const main = async (): Promise<number> => {
  const build = run('--import', 'tsx', 'build.ts')
  build.stdout?.pipe(process.stdout)
  const built = await exitOf(build)
  if (built !== 0) return built
  const hub = run('--enable-source-maps', '--max-semi-space-size=64', 'server/dist/hub.js')
  const ended = exitOf(hub)
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => hub.kill('SIGTERM'))
  const url = await readyOf(hub)
  if (url === null) return ended
  const program = process.env['HOLDFAST_NO_ELECTRON'] === '1' ? null : findElectron()
  if (program !== null && (await buildDesktop())) {
    const desktop = openDesktop(program, url)
    desktop.once('exit', () => hub.kill('SIGTERM'))
    void ended.then(() => desktop.kill())
  } else inviteToBrowser(url)
  return ended
}

process.exitCode = await main()
