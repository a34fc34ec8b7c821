import { useEffect, useState } from 'react'

/** What opens something is pressed; whoever was writing has F2 and the like to write on. */
const pressable = 'button, a, [role=button], [role=row]'

/**
 * For what stands in a dialog or a sheet: when it goes, the focus is again on what opened it, so that who works by keys goes on from there. The library does so
 * for what is opened and closed, but not for what comes and goes as a whole.
 */
export const useFocusBack = (): void => {
  // The dialog takes the focus only once it is shown.
  const [before] = useState(() => document.activeElement)
  useEffect(
    () => () => {
      const isNowhere = document.activeElement === null || document.activeElement === document.body
      if (isNowhere && before instanceof HTMLElement && before.matches(pressable)) before.focus({ preventScroll: true })
    },
    [before],
  )
}
