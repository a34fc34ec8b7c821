import type { Session, WebContents } from 'electron'
import { appOrigin } from '../names.ts'

const isOurs = (url: string): boolean => url === appOrigin || url.startsWith(`${appOrigin}/`)

const stay = (details: { readonly url: string; preventDefault(): void }): void => {
  if (!isOurs(details.url)) details.preventDefault()
}

/** The page stays where it is: no other address, no window, no webview. */
export const lockNavigation = (contents: WebContents): void => {
  contents.on('will-navigate', stay)
  contents.on('will-redirect', stay)
  contents.on('will-frame-navigate', stay)
  contents.on('will-attach-webview', (event) => event.preventDefault())
  contents.setWindowOpenHandler(() => ({ action: 'deny' }))
}

/** What a terminal needs of the machine: its storage kept for good. Everything else is refused. */
const permitted: ReadonlySet<string> = new Set(['persistent-storage'])

export const lockPermissions = (session: Session): void => {
  session.setPermissionRequestHandler((contents, permission, answer) =>
    answer(isOurs(contents.getURL()) && permitted.has(permission)),
  )
  session.setPermissionCheckHandler((_contents, permission, origin) => isOurs(origin) && permitted.has(permission))
  session.setDevicePermissionHandler(() => false)
}

/** A page that died is loaded anew; one that dies again and again is left, with words. */
const mostReloads = 3
const withinMs = 60_000

export const reloadWhenGone = (contents: WebContents, now: () => number, giveUp: (reason: string) => void): void => {
  let deaths: number[] = []
  contents.on('render-process-gone', (_event, { reason }) => {
    if (reason === 'clean-exit') return
    deaths = [...deaths.filter((at) => now() - at < withinMs), now()]
    if (deaths.length > mostReloads) giveUp(reason)
    else contents.reload()
  })
}
