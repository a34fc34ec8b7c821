import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createChoiceFile } from './choice.ts'
import { type Asking, type Handlers, registerChannels } from './ipc.ts'
import { createJournal } from './journal.ts'
import { createSchemeHandler } from './scheme.ts'
import { createSecrets } from './secrets.ts'

const newFolder = () => mkdtempSync(path.join(os.tmpdir(), 'hf-electron-'))

const eventFrom = (url: string, parent: object | null = null): Asking => ({ senderFrame: { url, parent } })

const safe = (isAvailable: boolean) => ({
  isEncryptionAvailable: () => isAvailable,
  encryptString: (text: string) => Buffer.from(text.split('').toReversed().join('')),
  decryptString: (data: Buffer) => data.toString().split('').toReversed().join(''),
})

describe('the app:// scheme', () => {
  const around = newFolder()
  const folder = path.join(around, 'terminal')
  mkdirSync(folder)
  writeFileSync(path.join(folder, 'index.html'), '<p>terminal</p>')
  writeFileSync(path.join(around, 'outside.txt'), 'secret')
  const asked = vi.fn(async (_url: string, _init: RequestInit) => new Response('from the hub'))
  let hub: string | null = 'http://hub.test:4070'
  const handle = createSchemeHandler({ folder, hubUrl: () => hub, fetch: asked })
  const get = (url: string, init?: RequestInit) => handle(new Request(url, init))

  it('serves the page with a policy that allows nothing from elsewhere', async () => {
    const answer = await get('app://holdfast/')
    expect(await answer.text()).toBe('<p>terminal</p>')
    const policy = answer.headers.get('content-security-policy') ?? ''
    expect(policy).toContain("default-src 'none'")
    expect(policy).toContain("connect-src 'self'")
    expect(policy).not.toMatch(/script-src[^;]*'unsafe-(?:inline|eval)'/)
    expect(policy).not.toMatch(/https?:/)
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
  })

  it.each([
    'app://holdfast/../outside.txt',
    'app://holdfast/%2e%2e/outside.txt',
    'app://holdfast/..%2foutside.txt',
    'app://holdfast/%2e%2e%2foutside.txt',
    'app://holdfast/x/..%5c..%5coutside.txt',
  ])('does not leave its folder for %s', async (url) => {
    const answer = await get(url)
    expect(answer.status).toBeGreaterThanOrEqual(400)
    expect(await answer.text()).not.toContain('secret')
  })

  it('refuses another host of the scheme, and other methods', async () => {
    expect((await get('app://elsewhere/')).status).toBe(403)
    expect((await get('app://holdfast/', { method: 'POST' })).status).toBe(405)
    expect((await get('app://holdfast/nothing.js')).status).toBe(404)
  })

  it('passes the terminals’ procedures on to the chosen hub, and nothing else', async () => {
    const answer = await get('app://holdfast/trpc/feed.pull?x=1', {
      headers: { authorization: 'Bearer t', cookie: 'c=1' },
    })
    expect(await answer.text()).toBe('from the hub')
    const [url, init] = asked.mock.calls[0] ?? []
    expect(url).toBe('http://hub.test:4070/trpc/feed.pull?x=1')
    const headers = new Headers(init?.headers)
    expect(headers.get('authorization')).toBe('Bearer t')
    expect(headers.get('cookie')).toBeNull()
    expect((await get('app://holdfast/v1/items')).status).toBe(404)
    hub = null
    expect((await get('app://holdfast/trpc/feed.pull')).status).toBe(503)
    hub = 'http://hub.test:4070'
  })
})

describe('the channels', () => {
  type Listener = (event: Asking, ...input: unknown[]) => unknown
  const listeners = new Map<string, Listener>()
  const written = vi.fn()
  const handlers: Handlers = {
    'hub-url': () => 'http://hub.test',
    'set-hub-url': written,
    'run-hub-here': written,
    'read-secret': (name) => `secret of ${name}`,
    'write-secret': written,
    journal: written,
    print: written,
    'save-file': written,
    'set-unsent': written,
  }
  beforeEach(() => {
    listeners.clear()
    written.mockClear()
    registerChannels(
      { handle: (channel: string, listener: Listener) => void listeners.set(channel, listener) },
      handlers,
    )
  })
  const ask = async (channel: string, url: string, ...input: unknown[]) =>
    listeners.get(channel)?.(eventFrom(url), ...input)

  it('answer the terminal’s own page', async () => {
    expect(await ask('read-secret', 'app://holdfast/', 'token')).toBe('secret of token')
    await ask('write-secret', 'app://holdfast/#/counter', 'token', 'abc')
    expect(written).toHaveBeenCalledWith('token', 'abc')
  })

  it.each(['https://evil.test/', 'app://holdfast.evil/', 'app://other/', 'file:///etc/passwd', 'about:blank'])(
    'refuse a page from %s',
    async (url) => {
      await expect(ask('read-secret', url, 'token')).rejects.toThrow('not asked by the terminal')
    },
  )

  it('refuse a frame inside the page, and a frame that is gone', async () => {
    const listener = listeners.get('read-secret')
    await expect(listener?.(eventFrom('app://holdfast/', {}), 'token')).rejects.toThrow('not asked')
    await expect(listener?.({ senderFrame: null }, 'token')).rejects.toThrow('not asked')
  })

  it.each([
    ['read-secret', ['../../etc']],
    ['read-secret', []],
    ['read-secret', ['token', 'more']],
    ['write-secret', ['token', 7]],
    ['write-secret', ['token', 'x'.repeat(5_000)]],
    ['set-hub-url', ['file:///etc/passwd']],
    ['set-hub-url', ['javascript:alert(1)']],
    ['set-unsent', [-1]],
    ['set-unsent', ['3']],
    ['journal', [{}]],
    ['save-file', ['', 'x']],
  ])('refuse %s with %j', async (channel, input) => {
    await expect(ask(channel, 'app://holdfast/', ...input)).rejects.toThrow('do not fit')
    expect(written).not.toHaveBeenCalled()
  })
})

describe('what is kept on the machine', () => {
  it('secrets come back as they were, and are not readable in the file', () => {
    const folder = newFolder()
    const secrets = createSecrets(folder, safe(true))
    secrets.write('token', 'open sesame')
    expect(createSecrets(folder, safe(true)).read('token')).toBe('open sesame')
    expect(readFileSync(path.join(folder, 'secrets.json'), 'utf8')).not.toContain('open sesame')
    secrets.write('token', null)
    expect(secrets.read('token')).toBeNull()
  })

  it('a secret is refused, not kept readable, where nothing can encrypt it', () => {
    const folder = newFolder()
    expect(() => createSecrets(folder, safe(false)).write('token', 'x')).toThrow('key store')
    expect(createSecrets(folder, safe(false)).read('token')).toBeNull()
  })

  it('the journal has one line for each command, also after a torn one, and is rotated', () => {
    const file = path.join(newFolder(), 'journal', 'commands.jsonl')
    const write = createJournal(file, 40)
    write('{"a":1}')
    write('{"b":\n2}')
    expect(readFileSync(file, 'utf8')).toBe('{"a":1}\n{"b": 2}\n')
    write('x'.repeat(40))
    write('after')
    expect(readFileSync(file, 'utf8')).toBe('after\n')
    expect(readFileSync(`${file}.old`, 'utf8')).toContain('{"a":1}')
  })

  it('the choice of a hub survives', () => {
    const folder = newFolder()
    expect(createChoiceFile(folder).read()).toBeNull()
    createChoiceFile(folder).write({ type: 'network', url: 'http://192.0.2.7:4070' })
    expect(createChoiceFile(folder).read()).toEqual({ type: 'network', url: 'http://192.0.2.7:4070' })
  })

  afterEach(() => vi.restoreAllMocks())
})
