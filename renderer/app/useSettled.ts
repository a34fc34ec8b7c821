import { useEffect, useState } from 'react'

/** As long as systems wait for the second press of two. */
const doublePressMs = 500

/** True once what was opened has been open long enough: until then a press beside it is the second of the two that some open everything with. */
export const useSettled = (isOpen: boolean): boolean => {
  const [isSettled, setIsSettled] = useState(false)
  useEffect(() => {
    if (!isOpen) return undefined
    const timer = setTimeout(() => setIsSettled(true), doublePressMs)
    return () => {
      clearTimeout(timer)
      setIsSettled(false)
    }
  }, [isOpen])
  return isSettled
}
