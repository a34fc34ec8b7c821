import { contextBridge, ipcRenderer } from 'electron'
import type { Channel, Input } from '../channels.ts'
import { appOrigin, wakeChannel } from '../names.ts'

/**
 * The only door between the page and the main process: the terminal's platform, function by function. The page never sees `ipcRenderer`.
 */
const ask = async <C extends Channel>(channel: C, ...input: Input<C>): Promise<unknown> =>
  ipcRenderer.invoke(channel, ...input)

const textOrNull = (value: unknown): string | null => (typeof value === 'string' ? value : null)

contextBridge.exposeInMainWorld('holdfast', {
  kind: 'electron',
  opensOffline: true,
  // The page asks its own origin; the main process passes it on to the hub that was chosen.
  hubUrl: async () => (textOrNull(await ask('hub-url')) === null ? null : appOrigin),
  setHubUrl: async (url: string) => void (await ask('set-hub-url', url)),
  runHubHere: async () => void (await ask('run-hub-here')),
  readSecret: async (name: string) => textOrNull(await ask('read-secret', name)),
  writeSecret: async (name: string, value: string | null) => void (await ask('write-secret', name, value)),
  journal: async (line: string) => void (await ask('journal', line)),
  print: async (html: string) => void (await ask('print', html)),
  saveFile: async (name: string, content: string | Uint8Array) => void (await ask('save-file', name, content)),
  setUnsent: async (count: number) => void (await ask('set-unsent', count)),
  onWake: (listener: () => void) => {
    const heard = (): void => listener()
    ipcRenderer.on(wakeChannel, heard)
    return () => void ipcRenderer.removeListener(wakeChannel, heard)
  },
})
