import path from 'node:path'
import {
  app,
  BrowserWindow,
  dialog,
  ipcMain,
  net,
  powerMonitor,
  protocol,
  safeStorage,
  session,
  utilityProcess,
} from 'electron'
import { appOrigin, wakeChannel } from '../names.ts'
import { createChoiceFile } from './choice.ts'
import { registerChannels } from './ipc.ts'
import { createJournal } from './journal.ts'
import { writeWhole } from './keptFile.ts'
import { type LocalHub, startLocalHub } from './localHub.ts'
import { createPrinter } from './printing.ts'
import { createSchemeHandler } from './scheme.ts'
import { createSecrets } from './secrets.ts'
import { lockNavigation, lockPermissions, reloadWhenGone } from './window.ts'

/** The desktop app's main process: puts the terminal's page in its box, and gives it what a browser cannot. */
const here = import.meta.dirname
const terminalFolder = path.join(here, '..', '..', '..', 'renderer', 'dist')

// Before the app is ready: the page's origin is a real one, with storage and fetch.
protocol.registerSchemesAsPrivileged([
  {
    scheme: 'app',
    privileges: {
      standard: true,
      secure: true,
      supportFetchAPI: true,
      stream: true,
      codeCache: true,
      allowServiceWorkers: false,
    },
  },
])

let window: BrowserWindow | null = null
let unsent = 0
let ownHub: LocalHub | null = null
let leaving = false

const showAndFocus = (): void => {
  if (window === null) return
  if (window.isMinimized()) window.restore()
  window.show()
  window.focus()
}

const explain = (title: string, error: unknown): void =>
  dialog.showErrorBox(title, error instanceof Error ? error.message : String(error))

const start = async (): Promise<void> => {
  const userData = app.getPath('userData')
  const choice = createChoiceFile(userData)
  const secrets = createSecrets(userData, safeStorage)
  /** `npm start` has a hub running and names it. */
  const given = process.env['HOLDFAST_HUB_URL'] ?? null

  const runOwnHub = async (): Promise<void> => {
    ownHub ??= await startLocalHub({
      fork: (program, args, options) => utilityProcess.fork(program, args, options),
      program: path.join(here, 'hub.js'),
      userData,
      environment: process.env,
    })
  }
  const hubUrl = (): string | null => {
    if (given !== null) return given
    const chosen = choice.read()
    if (chosen === null) return null
    return chosen.type === 'own' ? (ownHub?.url ?? null) : chosen.url
  }
  if (given === null && choice.read()?.type === 'own')
    await runOwnHub().catch((error: unknown) =>
      explain('Holdfast: máy chủ không chạy được · the hub could not start', error),
    )

  lockPermissions(session.defaultSession)
  protocol.handle(
    'app',
    createSchemeHandler({ folder: terminalFolder, hubUrl, fetch: (url, init) => net.fetch(url, init) }),
  )
  registerChannels(ipcMain, {
    'hub-url': hubUrl,
    'set-hub-url': (url) => choice.write({ type: 'network', url: url.replace(/\/+$/, '') }),
    'run-hub-here': async () => {
      await runOwnHub()
      choice.write({ type: 'own' })
    },
    'read-secret': (name) => secrets.read(name),
    'write-secret': (name, value) => secrets.write(name, value),
    journal: createJournal(path.join(userData, 'journal', 'commands.jsonl')),
    print: createPrinter(openReceipt),
    'save-file': saveFile,
    'set-unsent': (count) => {
      unsent = count
    },
  })
  openWindow()
  powerMonitor.on('resume', () => window?.webContents.send(wakeChannel))
}

const saveFile = async (name: string, content: string | Uint8Array): Promise<void> => {
  const options = { defaultPath: path.basename(name) }
  const { canceled, filePath } =
    window === null ? await dialog.showSaveDialog(options) : await dialog.showSaveDialog(window, options)
  if (!canceled && filePath !== '') writeWhole(filePath, typeof content === 'string' ? content : Buffer.from(content))
}

/** A window for one receipt: never shown, and its page may run nothing. */
const openReceipt = (): BrowserWindow =>
  new BrowserWindow({
    show: false,
    webPreferences: {
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      javascript: false,
      webSecurity: true,
      disableBlinkFeatures: 'Auxclick',
    },
  })

/** Every switch that keeps the page in its box is named, also where it is the default, so that tests and scans can hold them. */
const openWindow = (): void => {
  window = new BrowserWindow({
    width: 1366,
    height: 768,
    minWidth: 800,
    minHeight: 600,
    show: false,
    title: 'Holdfast',
    autoHideMenuBar: true,
    backgroundColor: '#f6f4f0',
    webPreferences: {
      preload: path.join(here, '..', 'preload', 'preload.cjs'),
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      webviewTag: false,
      spellcheck: false,
      navigateOnDragDrop: false,
      disableBlinkFeatures: 'Auxclick',
      // Countdowns go on while the window is behind another.
      backgroundThrottling: false,
      devTools: !app.isPackaged,
    },
  })
  lockNavigation(window.webContents)
  reloadWhenGone(
    window.webContents,
    () => performance.now(),
    (reason) =>
      explain(
        'Holdfast: màn hình bị lỗi · the screen keeps failing',
        `${reason}. Đóng rồi mở lại · Close and open it again.`,
      ),
  )
  window.once('ready-to-show', showAndFocus)
  window.on('close', (event) => {
    if (!mayLeave()) event.preventDefault()
  })
  window.on('closed', () => {
    window = null
  })
  void window.loadURL(`${appOrigin}/`)
}

/** Nothing is lost by leaving, since the outbox is on the disk; but it is not sent until the app is opened again, and that is for a person to decide. */
const mayLeave = (): boolean => {
  if (unsent === 0 || leaving || window === null) return true
  const answer = dialog.showMessageBoxSync(window, {
    type: 'warning',
    message: `${unsent} thao tác chưa gửi lên máy chủ · ${unsent} actions have not been sent to the hub`,
    detail:
      'Chúng được giữ trên máy này và sẽ gửi khi mở lại. · They are kept on this machine and are sent when you open it again.',
    buttons: ['Ở lại · Stay', 'Đóng · Close'],
    defaultId: 0,
    cancelId: 0,
  })
  leaving = answer === 1
  return leaving
}

/** Two terminals on one store would give the same numbers to different commands. */
if (app.requestSingleInstanceLock()) {
  app.enableSandbox()
  app.on('second-instance', showAndFocus)
  app.on('web-contents-created', (_event, contents) => lockNavigation(contents))
  app.on('window-all-closed', () => app.quit())
  app.on('will-quit', (event) => {
    if (ownHub === null) return
    event.preventDefault()
    const hub = ownHub
    ownHub = null
    void hub.stop().then(() => app.quit())
  })
  app
    .whenReady()
    .then(start)
    .catch((error: unknown) => {
      explain('Holdfast: không mở được · could not start', error)
      app.exit(1)
    })
} else app.quit()
