import type { Platform } from '../app/platform.ts'

const secretPrefix = 'holdfast-secret-'

/** How long a hidden frame may take to be printed before it is taken away. */
const printFrameMs = 60_000

/** A page that was out of sight for this long may have been put to sleep. */
const longHiddenMs = 20_000

const print = (html: string): Promise<void> =>
  new Promise((resolve) => {
    const frame = document.createElement('iframe')
    frame.setAttribute('aria-hidden', 'true')
    // Out of sight but not hidden: a hidden frame prints an empty page.
    frame.style.cssText = 'position:fixed;right:0;bottom:0;width:1px;height:1px;border:0;opacity:0'
    frame.srcdoc = html
    frame.addEventListener('load', () => {
      const page = frame.contentWindow
      const done = (): void => {
        frame.remove()
        resolve()
      }
      page?.addEventListener('afterprint', done, { once: true })
      setTimeout(done, printFrameMs)
      page?.focus()
      page?.print()
    })
    document.body.append(frame)
  })

/** By the end of a file's name. */
const fileTypes: Readonly<Record<string, string>> = {
  csv: 'text/csv',
  json: 'application/json',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
}

const saveFile = (name: string, content: string | Uint8Array): void => {
  const type = fileTypes[name.slice(name.lastIndexOf('.') + 1)] ?? 'application/octet-stream'
  const url = URL.createObjectURL(new Blob([typeof content === 'string' ? content : new Uint8Array(content)], { type }))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  URL.revokeObjectURL(url)
}

/** The web terminal: the hub is where the page came from, and the browser keeps what the desktop's shell would keep. */
export const browserPlatform = (): Platform => {
  let unsent = 0
  window.addEventListener('beforeunload', (event) => {
    // Nothing would be lost, since the outbox is on the disk; but it would not be sent until the terminal is opened again.
    if (unsent > 0) event.preventDefault()
  })
  return {
    kind: 'browser',
    opensOffline: 'serviceWorker' in navigator,
    hubUrl: async () => location.origin,
    setHubUrl: async () => undefined,
    readSecret: async (name) => localStorage.getItem(secretPrefix + name),
    writeSecret: async (name, value) =>
      value === null ? localStorage.removeItem(secretPrefix + name) : localStorage.setItem(secretPrefix + name, value),
    journal: async () => undefined,
    print,
    saveFile: async (name, content) => saveFile(name, content),
    onWake: (listener) => {
      let hiddenAt = 0
      const looked = (): void => {
        if (document.visibilityState === 'hidden') hiddenAt = Date.now()
        else if (Date.now() - hiddenAt > longHiddenMs) listener()
      }
      window.addEventListener('online', listener)
      document.addEventListener('visibilitychange', looked)
      return () => {
        window.removeEventListener('online', listener)
        document.removeEventListener('visibilitychange', looked)
      }
    },
    setUnsent: async (count) => {
      unsent = count
    },
  }
}
