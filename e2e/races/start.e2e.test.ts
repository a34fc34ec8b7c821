import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { fileURLToPath } from 'node:url'
import { afterEach, describe, expect, it } from 'vitest'
import { hubArguments } from '../../server/bundle.ts'
import { freePort } from '../../server/testing/freePort.ts'
import { bundled, startHubProcess, temporaryFolder } from '../support/hubProcess.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const { folder, remove } = temporaryFolder()
const running: ChildProcess[] = []

/** Runs an npm command as a user would. */
const npm = (args: readonly string[], environment: Readonly<Record<string, string>>) => {
  const child = spawn('npm', [...args], {
    cwd: root,
    env: { ...process.env, HOLDFAST_LOG_LEVEL: 'error', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  running.push(child)
  const said = { out: '', err: '' }
  child.stdout.on('data', (chunk: Buffer) => void (said.out += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => void (said.err += chunk.toString()))
  const exited = once(child, 'exit')
  return { child, said, exited }
}

const until = async (isSo: () => boolean, patienceMs = 60_000): Promise<void> => {
  const end = performance.now() + patienceMs
  while (!isSo()) {
    if (performance.now() > end) throw new Error('waited too long')
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

/** Runs a hub that will not start. */
const run = async (environment: Readonly<Record<string, string>>) => {
  const child = spawn(process.execPath, hubArguments, {
    cwd: root,
    env: { ...process.env, HOLDFAST_LOG_LEVEL: 'silent', HOLDFAST_DATA: `${folder}/refused`, ...environment },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let err = ''
  child.stderr.on('data', (chunk: Buffer) => void (err += chunk.toString()))
  await once(child, 'exit')
  return { code: child.exitCode, err }
}

const postgresOn = (data: string): string => {
  try {
    return execFileSync('pgrep', ['-f', `postgres -D ${data}`], { encoding: 'utf8' })
  } catch {
    return ''
  }
}

afterEach(() => {
  for (const child of running.splice(0)) child.kill('SIGKILL')
})

describe('starting', () => {
  it('npm start prints ready once, serves the terminal without Electron, and a signal to npm stops all of it', {
    timeout: 120_000,
  }, async () => {
    const port = await freePort()
    const data = `${folder}/start`
    const { child, said, exited } = npm(['start'], {
      HOLDFAST_PORT: String(port),
      HOLDFAST_DATA: data,
      HOLDFAST_NO_ELECTRON: '1',
    })
    await until(() => said.out.includes('Use the demo shop'))
    expect(said.out.match(/^ready http:\/\/127\.0\.0\.1:\d+$/gm)).toEqual([`ready http://127.0.0.1:${port}`])
    expect(await (await fetch(`http://127.0.0.1:${port}/`)).text()).toContain('<title>')
    child.kill('SIGTERM')
    await exited
    await until(() => postgresOn(data) === '')
  })

  it('a second hub on the same folder is refused with one clear line', async () => {
    const data = `${folder}/twice`
    const first = await startHubProcess({ data })
    try {
      await expect(startHubProcess({ data })).rejects.toThrow(
        /another hub \(process \d+\) is using this data folder.*HOLDFAST_DATA/,
      )
    } finally {
      expect(await first.stop()).toBe(0)
    }
    expect(postgresOn(data)).toBe('')
  })

  it('a port that is taken, and a wrong setting, end it with one line and exit code 2', async () => {
    const server = createServer()
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    const address = server.address()
    const port = address === null || typeof address === 'string' ? 0 : address.port
    await bundled()
    const taken = await run({ HOLDFAST_PORT: String(port) })
    expect(taken).toEqual({
      code: 2,
      err: expect.stringMatching(/^holdfast: port \d+ on 127\.0\.0\.1 is in use: [^\n]*\n$/),
    })
    expect(await run({ HOLDFAST_PORT: 'eighty' })).toEqual({
      code: 2,
      err: expect.stringMatching(/^holdfast: wrong setting: HOLDFAST_PORT [^\n]*\n$/),
    })
    server.close()
  })

  it('so do a folder, a database and an address that cannot be used', async () => {
    await bundled()
    const file = `${folder}/file`
    writeFileSync(file, '')
    const closed = await freePort()
    const wrong: (readonly [Readonly<Record<string, string>>, RegExp])[] = [
      [{ HOLDFAST_DATA: file }, /^holdfast: the data folder \S+ cannot be used: [^\n]*HOLDFAST_DATA[^\n]*\n$/],
      // Node's own way to make folders tries for ever here.
      [{ HOLDFAST_DATA: '/proc/none/shop' }, /^holdfast: the data folder \S+ cannot be used: [^\n]*\n$/],
      [
        { HOLDFAST_DATABASE_URL: `postgres://somebody:secret@127.0.0.1:${closed}/shop` },
        /^holdfast: the database of HOLDFAST_DATABASE_URL cannot be used: (?!.*secret)[^\n]*\n$/,
      ],
      // An address that is kept for examples, so no machine's own.
      [
        { HOLDFAST_HOST: '192.0.2.1' },
        /^holdfast: 192\.0\.2\.1 is no address of this machine: [^\n]*HOLDFAST_HOST[^\n]*\n$/,
      ],
    ]
    for (const [settings, said] of wrong)
      expect(await run(settings)).toEqual({ code: 2, err: expect.stringMatching(said) })
    remove()
  })
})
