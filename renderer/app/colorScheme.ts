import type { MantineColorSchemeManager } from '@mantine/core'
import type { Preferences } from './preferences.ts'
import type { Store } from './store.ts'

/** Lets Mantine keep light, dark or auto among this device's other preferences. */
export const makeColorScheme = (preferences: Store<Preferences>): MantineColorSchemeManager => {
  let stop: (() => void) | null = null
  return {
    get: () => preferences.get().theme,
    // Told what it told itself, Mantine would go round in circles: only a real change counts.
    set: (theme) => preferences.update((all) => (all.theme === theme ? all : { ...all, theme })),
    subscribe: (onUpdate) => {
      let last = preferences.get().theme
      stop = preferences.subscribe(() => {
        const { theme } = preferences.get()
        if (theme === last) return
        last = theme
        onUpdate(theme)
      })
    },
    unsubscribe: () => stop?.(),
    clear: () => preferences.update((all) => ({ ...all, theme: 'auto' })),
  }
}
