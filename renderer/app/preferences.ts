import { z } from 'zod'
import { createStore, type Store } from './store.ts'

const schema = z.object({
  language: z.enum(['vi', 'en']).catch('vi'),
  theme: z.enum(['light', 'dark', 'auto']).catch('auto'),
  sound: z.boolean().catch(true),
})

/** What this device remembers of how its people like it. */
export type Preferences = z.infer<typeof schema>
export type Language = Preferences['language']

const key = 'holdfast.preferences'
const defaults: Preferences = { language: 'vi', theme: 'auto', sound: true }

const parse = (text: string | null): Preferences => {
  if (text === null) return defaults
  try {
    return schema.catch(defaults).parse(JSON.parse(text))
  } catch {
    // Preferences that somebody edited by hand are no reason not to start.
    return defaults
  }
}

/** The preferences of this device, kept between visits. */
export const createPreferences = (storage: Storage): Store<Preferences> => {
  const store = createStore(parse(storage.getItem(key)))
  store.subscribe(() => storage.setItem(key, JSON.stringify(store.get())))
  return store
}
