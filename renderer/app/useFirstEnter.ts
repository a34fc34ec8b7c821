import { useKeys } from './useKeys.ts'
import { useSettled } from './useSettled.ts'

/** What opens by Enter is not pressed by the second Enter of two: nobody has read it by then, or handed over anything. */
export const useFirstEnter = (): void => {
  const isSettled = useSettled(true)
  useKeys((event) => {
    if (event.key === 'Enter' && !isSettled) event.preventDefault()
  })
}
