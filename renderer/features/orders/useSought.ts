import { useEffect, useEffectEvent, useState } from 'react'
import { useDesk } from '../counter/DeskContext.tsx'

/** The number of a sale whose receipt was scanned elsewhere, as the screen opens; null: none was. */
export const useFirstSought = (): string | null => {
  const { sought } = useDesk()
  const [first] = useState(() => sought.get())
  return first
}

/** Tells of those that are scanned while the screen is open. */
export const useSought = (onSought: (number: string) => void): void => {
  const { sought } = useDesk()
  const tell = useEffectEvent(onSought)
  useEffect(() => {
    sought.set(null)
    return sought.subscribe(() => {
      const number = sought.get()
      if (number === null) return
      tell(number)
      sought.set(null)
    })
  }, [sought])
}
