import type { Platform } from './platform.ts'

const register = async (): Promise<void> => {
  try {
    await navigator.serviceWorker.register(new URL('sw.js', document.baseURI))
  } catch (error) {
    // The terminal works without; it only cannot be opened again while the network is away.
    console.warn('The terminal was not kept for offline use', error)
  }
}

/**
 * Lets the browser keep the web terminal's own files, so that it opens without a network. The desktop app has them anyway; on a plain http address
 * browsers do not offer it.
 */
export const keepForOffline = (platform: Platform): void => {
  if (platform.kind === 'browser' && platform.opensOffline && import.meta.env.PROD) void register()
}
