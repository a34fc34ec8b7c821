import type { Platform } from './platform.ts'

const firstPauseMs = 5_000
const longestPauseMs = 300_000

/** Ends once the files lie in the browser. Rejects if they could not all be fetched: the browser gives up then, and forgets that it was asked. */
const installed = (registration: ServiceWorkerRegistration): Promise<void> =>
  new Promise((resolve, reject) => {
    const worker = registration.installing
    if (worker === null) return resolve()
    const look = () => {
      if (worker.state === 'redundant') reject(new Error('Not all files of the terminal could be fetched'))
      else if (worker.state !== 'installing') resolve()
    }
    worker.addEventListener('statechange', look)
    look()
  })

/** Tries until it is done: the network may go away in the very moment in which a terminal is opened for the first time. */
const register = async (tries = 0): Promise<void> => {
  try {
    await installed(await navigator.serviceWorker.register(new URL('sw.js', document.baseURI)))
  } catch (error) {
    // The terminal works without; it only cannot be opened again while the network is away.
    console.warn('The terminal was not kept for offline use; it will be tried again', error)
    setTimeout(() => void register(tries + 1), Math.min(longestPauseMs, firstPauseMs * 2 ** tries))
  }
}

/**
 * Lets the browser keep the web terminal's own files, so that it opens without a network. The desktop app has them anyway; on a plain http address
 * browsers do not offer it.
 */
export const keepForOffline = (platform: Platform): void => {
  if (platform.kind === 'browser' && platform.opensOffline && import.meta.env.PROD) void register()
}
