import path from 'node:path'

export interface LocalHub {
  /** Where it answers. */
  readonly url: string
  stop(): Promise<void>
}

/** A process that runs the hub, as far as it is used: Electron's `UtilityProcess`. */
export interface HubProcess {
  readonly stdout: NodeJS.EventEmitter | null
  readonly stderr: NodeJS.EventEmitter | null
  once(event: 'exit', listener: () => void): unknown
  kill(): boolean
}

interface ForkOptions {
  readonly serviceName: string
  readonly stdio: 'pipe'
  readonly env: Record<string, string | undefined>
}

export interface LocalHubOptions {
  readonly fork: (program: string, args: string[], options: ForkOptions) => HubProcess
  /** The bundled hub. */
  readonly program: string
  readonly userData: string
  readonly environment: Readonly<Record<string, string | undefined>>
}

/** The hub has this long to stop; it stops its PostgreSQL itself. */
const stopWithinMs = 10_000

/**
 * Runs the hub of a one-terminal shop in a process of its own, with its data in the app's folder. Resolves when it answers.
 * @throws Error with what the hub said, when it ends instead
 */
export const startLocalHub = ({ fork, program, userData, environment }: LocalHubOptions): Promise<LocalHub> =>
  new Promise((resolve, reject) => {
    const hub = fork(program, [], {
      serviceName: 'Holdfast hub',
      stdio: 'pipe',
      env: { ...environment, HOLDFAST_DATA: path.join(userData, 'hub'), HOLDFAST_HOST: '127.0.0.1' },
    })
    let output = ''
    let errors = ''
    hub.stdout?.on('data', (chunk: Buffer) => {
      output += chunk.toString()
      const url = /^ready (\S+)$/m.exec(output)?.[1]
      if (url !== undefined) resolve({ url, stop: () => stop(hub) })
    })
    hub.stderr?.on('data', (chunk: Buffer) => {
      errors = (errors + chunk.toString()).slice(-4_000)
    })
    hub.once('exit', () => reject(new Error(`the hub could not start: ${errors.trim()}`)))
  })

const stop = (hub: HubProcess): Promise<void> =>
  new Promise((resolve) => {
    const force = setTimeout(resolve, stopWithinMs)
    hub.once('exit', () => {
      clearTimeout(force)
      resolve()
    })
    hub.kill()
  })
