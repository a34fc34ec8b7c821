import { EventEmitter } from 'node:events'
import { mkdtempSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'

/** Electron at its border: what the main process asked of it is written down, and its events are ours to send. */
const electron = await vi.hoisted(async () => {
  const { EventEmitter: Emitter } = await import('node:events')
  class Contents extends Emitter {
    send = vi.fn()
    reload = vi.fn()
    openHandler: () => { action: string } = () => ({ action: 'allow' })
    setWindowOpenHandler = (handler: () => { action: string }) => {
      this.openHandler = handler
    }
  }
  const windows: {
    options: { webPreferences: Record<string, unknown> }
    webContents: Contents
    emit: (name: string, ...data: unknown[]) => boolean
  }[] = []
  class BrowserWindow extends Emitter {
    webContents = new Contents()
    loadURL = vi.fn(async () => undefined)
    show = vi.fn()
    focus = vi.fn()
    isMinimized = () => true
    restore = vi.fn()
    constructor(readonly options: { webPreferences: Record<string, unknown> }) {
      super()
      windows.push(this)
    }
  }
  const app = Object.assign(new Emitter(), {
    requestSingleInstanceLock: vi.fn(() => true),
    enableSandbox: vi.fn(),
    whenReady: async () => undefined,
    getPath: vi.fn(() => ''),
    quit: vi.fn(),
    exit: vi.fn(),
    isPackaged: true,
  })
  const handled = new Map<string, (...input: unknown[]) => unknown>()
  const session = {
    defaultSession: {
      setPermissionRequestHandler: vi.fn(),
      setPermissionCheckHandler: vi.fn(),
      setDevicePermissionHandler: vi.fn(),
    },
  }
  return {
    app,
    windows,
    handled,
    session,
    BrowserWindow,
    powerMonitor: new Emitter(),
    dialog: { showMessageBoxSync: vi.fn(() => 0), showErrorBox: vi.fn() },
    ipcMain: {
      handle: (channel: string, listener: (...input: unknown[]) => unknown) => void handled.set(channel, listener),
    },
    protocol: { registerSchemesAsPrivileged: vi.fn(), handle: vi.fn() },
    safeStorage: { isEncryptionAvailable: () => true, encryptString: Buffer.from, decryptString: String },
    net: { fetch: vi.fn() },
    utilityProcess: { fork: vi.fn() },
  }
})
vi.mock('electron', () => electron)

const page = { senderFrame: { url: 'app://holdfast/', parent: null } }
const [windows, ask] = [
  electron.windows,
  (channel: string, ...input: unknown[]) => electron.handled.get(channel)?.(page, ...input),
]
const theWindow = () => {
  const [window] = windows
  if (window === undefined) throw new Error('no window was opened')
  return window
}
const prevented = () => ({ preventDefault: vi.fn() })

const close = (): number => {
  const event = prevented()
  theWindow().emit('close', event)
  return event.preventDefault.mock.calls.length
}

beforeAll(async () => {
  electron.app.getPath.mockReturnValue(mkdtempSync(path.join(os.tmpdir(), 'hf-main-')))
  vi.stubEnv('HOLDFAST_HUB_URL', 'http://127.0.0.1:4070')
  await import('./main.ts')
  await vi.waitFor(() => expect(windows).toHaveLength(1), { timeout: 20_000 })
})
afterAll(() => void vi.unstubAllEnvs())

describe('the main process', () => {
  it('is one per machine, sandboxed, and its scheme is registered before it is ready', () => {
    expect(electron.app.requestSingleInstanceLock).toHaveBeenCalledOnce()
    expect(electron.app.enableSandbox).toHaveBeenCalledOnce()
    expect(electron.protocol.registerSchemesAsPrivileged).toHaveBeenCalledWith([
      {
        scheme: 'app',
        privileges: expect.objectContaining({ standard: true, secure: true, supportFetchAPI: true, stream: true }),
      },
    ])
    electron.app.emit('second-instance')
    expect(windows).toHaveLength(1)
  })

  it('opens a window whose page is in its box', () => {
    expect(theWindow().options.webPreferences).toMatchObject({
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      webviewTag: false,
      experimentalFeatures: false,
      devTools: false,
    })
    expect(String(theWindow().options.webPreferences['preload'])).toMatch(/preload\.cjs$/)
  })

  it('lets the page go nowhere and open nothing', () => {
    const { webContents } = theWindow()
    for (const event of ['will-navigate', 'will-redirect', 'will-frame-navigate']) {
      const away = { ...prevented(), url: 'https://evil.test/' }
      webContents.emit(event, away)
      expect(away.preventDefault, event).toHaveBeenCalled()
      const home = { ...prevented(), url: 'app://holdfast/#/stock' }
      webContents.emit(event, home)
      expect(home.preventDefault, event).not.toHaveBeenCalled()
    }
    const webview = prevented()
    webContents.emit('will-attach-webview', webview)
    expect(webview.preventDefault).toHaveBeenCalled()
    expect(webContents.openHandler()).toEqual({ action: 'deny' })
  })

  it('grants the page its storage and nothing else, and nobody else anything', () => {
    const [request] = electron.session.defaultSession.setPermissionRequestHandler.mock.calls[0] ?? []
    const granted = (permission: string, url: string) => {
      const answer = vi.fn()
      request({ getURL: () => url }, permission, answer)
      return answer.mock.calls[0]?.[0]
    }
    expect(granted('persistent-storage', 'app://holdfast/')).toBe(true)
    for (const permission of [
      'media',
      'geolocation',
      'notifications',
      'openExternal',
      'clipboard-read',
      'hid',
      'serial',
      'usb',
    ])
      expect(granted(permission, 'app://holdfast/'), permission).toBe(false)
    expect(granted('persistent-storage', 'https://evil.test/')).toBe(false)
  })

  it('tells the page when the machine wakes', () => {
    electron.powerMonitor.emit('resume')
    expect(theWindow().webContents.send).toHaveBeenCalledWith('wake')
  })

  it('loads a page that died anew, but not for ever', () => {
    const { webContents } = theWindow()
    for (let death = 0; death < 5; death += 1) webContents.emit('render-process-gone', {}, { reason: 'crashed' })
    expect(webContents.reload).toHaveBeenCalledTimes(3)
    expect(electron.dialog.showErrorBox).toHaveBeenCalled()
  })

  it('asks before it closes over unsent commands', async () => {
    expect(close()).toBe(0)
    await ask('set-unsent', 3)
    expect(close()).toBe(1)
    electron.dialog.showMessageBoxSync.mockReturnValueOnce(1)
    expect(close()).toBe(0)
  })

  it('knows the hub that it was started for, and keeps secrets', async () => {
    expect(await ask('hub-url')).toBe('http://127.0.0.1:4070')
    await ask('write-secret', 'token', 'abc')
    expect(await ask('read-secret', 'token')).toBe('abc')
  })
})

describe('the hub of a one-terminal shop', () => {
  it('runs in a process of its own, is waited for, and is asked to stop', async () => {
    const { startLocalHub } = await import('./localHub.ts')
    const child = Object.assign(new EventEmitter(), {
      stdout: new EventEmitter(),
      stderr: new EventEmitter(),
      kill: vi.fn(() => child.emit('exit', 0)),
    })
    const fork = vi.fn(() => child)
    const starting = startLocalHub({ fork, program: 'hub.js', userData: '/data', environment: {} })
    child.stdout.emit('data', Buffer.from('ready http://127.0.0.1:4070\n'))
    const hub = await starting
    expect(hub.url).toBe('http://127.0.0.1:4070')
    expect(fork).toHaveBeenCalledWith(
      'hub.js',
      [],
      expect.objectContaining({ env: expect.objectContaining({ HOLDFAST_DATA: path.join('/data', 'hub') }) }),
    )
    await hub.stop()
    expect(child.kill).toHaveBeenCalled()
  })

  it('says why it could not start', async () => {
    const { startLocalHub } = await import('./localHub.ts')
    const child = Object.assign(new EventEmitter(), {
      stdout: new EventEmitter(),
      stderr: new EventEmitter(),
      kill: () => true,
    })
    const starting = startLocalHub({
      fork: () => child,
      program: 'hub.js',
      userData: '/data',
      environment: {},
    })
    child.stderr.emit('data', Buffer.from('port 4070 is in use'))
    child.emit('exit', 2)
    await expect(starting).rejects.toThrow('port 4070 is in use')
  })
})
