import { type Channel, channels, type Input, type Output } from '../channels.ts'
import { appOrigin } from '../names.ts'

/** How the main process answers each channel; the compiler names one that is missing. */
export type Handlers = { readonly [C in Channel]: (...input: Input<C>) => Output<C> | Promise<Output<C>> }

/** What is looked at of who asks: Electron's `IpcMainInvokeEvent` has it. */
export interface Asking {
  readonly senderFrame: { readonly url: string; readonly parent: unknown } | null
}

/** Electron's `ipcMain`, as far as it is used. */
export interface ChannelHost {
  handle(channel: string, listener: (event: Asking, ...input: unknown[]) => unknown): void
}

/** Only the terminal's own page in the main frame may ask: no frame in it, no other page. */
const isOurs = (event: Asking): boolean => {
  const frame = event.senderFrame
  if (frame === null || frame.parent !== null) return false
  return frame.url === appOrigin || frame.url.startsWith(`${appOrigin}/`)
}

/** Registers every channel. A stranger, or arguments that do not fit, get an error and nothing happens. */
export const registerChannels = (ipc: ChannelHost, handlers: Handlers): void => {
  const register = <C extends Channel>(channel: C): void => {
    const answer: (...input: Input<C>) => unknown = handlers[channel]
    const schema = channels[channel].input
    ipc.handle(channel, async (event, ...input: unknown[]) => {
      if (!isOurs(event)) throw new Error(`${channel}: not asked by the terminal`)
      const parsed = schema.safeParse(input)
      if (!parsed.success) throw new Error(`${channel}: the arguments do not fit`)
      return apply(answer, parsed.data)
    })
  }
  for (const channel of allChannels) register(channel)
}

const apply = <C extends Channel>(answer: (...input: Input<C>) => unknown, input: unknown): unknown =>
  Array.isArray(input) ? Reflect.apply(answer, null, input) : undefined

const allChannels: readonly Channel[] = [
  'hub-url',
  'set-hub-url',
  'run-hub-here',
  'read-secret',
  'write-secret',
  'journal',
  'print',
  'save-file',
  'set-unsent',
]
