import { useLocation, useRouter } from '@tanstack/react-router'
import { useEffect } from 'react'
import { useGround } from './TerminalContext.tsx'
import { useLive } from './useLive.ts'

/** Back closes what stands over the screen, one after the other, before it leaves the screen; whatever else shows another screen closes it all. */
export const useWayBack = (): void => {
  const router = useRouter()
  const { overScreen } = useGround()
  const isAny = useLive(overScreen.isAny)
  useEffect(
    () => router.subscribe('onBeforeNavigate', ({ hrefChanged }) => hrefChanged && overScreen.closeAll()),
    [router, overScreen],
  )
  useEffect(() => {
    if (!isAny) return undefined
    // The page itself may be left or loaded anew at any time, as ever.
    return router.history.block({
      enableBeforeUnload: false,
      blockerFn: async ({ action }) => {
        if (action !== 'BACK' || isTyped()) return false
        overScreen.closeTop()
        return true
      },
    })
  }, [isAny, router, overScreen])
  useSpareEntry()
}

/** An address that somebody typed, or has as a bookmark, looks like the way back; but nothing lies before it. */
const isTyped = (): boolean => window.history.state === null

/**
 * Where the terminal's history begins Back leaves the page, and nobody is asked: a dialog could not be closed by it. So there is a second entry of
 * the first screen. It comes with the first touch, for browsers pass over what a page adds by itself; and only that early, for it
 * takes the way forward away.
 */
const useSpareEntry = (): void => {
  const { history } = useRouter()
  const href = useLocation({ select: (location) => location.href })
  const isFirst = !history.canGoBack()
  useEffect(() => {
    if (!isFirst) return undefined
    const touched = new AbortController()
    const add = (): void => {
      touched.abort()
      history.push(href, undefined, { ignoreBlocker: true })
    }
    for (const touch of ['pointerdown', 'keydown'])
      window.addEventListener(touch, add, { capture: true, signal: touched.signal })
    return () => touched.abort()
  }, [isFirst, history, href])
}
