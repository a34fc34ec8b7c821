import { useRouter } from '@tanstack/react-router'
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
        if (action !== 'BACK') return false
        overScreen.closeTop()
        return true
      },
    })
  }, [isAny, router, overScreen])
}
