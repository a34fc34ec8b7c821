import { useEffect, useEffectEvent } from 'react'
import { useDesk } from './DeskContext.tsx'

/** Takes the scans for what is shown, instead of the cart, for as long as it is shown and wants them. */
export const useScans = (onScan: (code: string) => void, wanted = true): void => {
  const desk = useDesk()
  const take = useEffectEvent(onScan)
  useEffect(() => (wanted ? desk.scanTakers.take((code) => take(code)) : undefined), [desk, wanted])
}
