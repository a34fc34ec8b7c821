import { createStore } from './store.ts'
import type { Live } from './terminal.ts'

/** What stands over the screen just now: dialogs, sheets, menus, the commands; the last one that was opened on top. */
export interface OverScreen {
  readonly isAny: Live<boolean>
  /** What nothing else stands over. */
  readonly top: Live<string | null>
  /** @param close takes it away, as Escape does @returns to be called once it is gone, however */
  add(id: string, close: () => void): () => void
  closeTop(): void
  /** Another screen is shown: what stood over this one belonged to it. */
  closeAll(): void
}

export const createOverScreen = (): OverScreen => {
  const isAny = createStore(false)
  const top = createStore<string | null>(null)
  let open: readonly { readonly id: string; readonly close: () => void }[] = []
  const keep = (next: typeof open): void => {
    open = next
    isAny.set(next.length > 0)
    top.set(next.at(-1)?.id ?? null)
  }
  return {
    isAny,
    top,
    add: (id, close) => {
      const one = { id, close }
      keep([...open, one])
      return () => keep(open.filter((each) => each !== one))
    },
    closeTop: () => open.at(-1)?.close(),
    closeAll: () => {
      for (const { close } of open.toReversed()) close()
    },
  }
}
