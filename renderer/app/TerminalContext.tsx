import { createContext, type ReactNode, useContext } from 'react'
import type { ItemImport } from '../features/settings/goods/itemImport.ts'
import type { OverScreen } from './overScreen.ts'
import type { Platform } from './platform.ts'
import type { Preferences } from './preferences.ts'
import type { Questions } from './questions.ts'
import type { Sounds } from './sounds.ts'
import type { Store } from './store.ts'
import type { Live, Terminal } from './terminal.ts'

/** Everything that the screens stand on, made once when the terminal starts. */
export interface Ground {
  readonly terminal: Terminal
  readonly platform: Platform
  readonly questions: Questions
  /** The file of goods that is on its way: it goes on while other screens are shown. */
  readonly itemImport: ItemImport
  readonly preferences: Store<Preferences>
  readonly sounds: Sounds
  readonly overScreen: OverScreen
  /** The hub's time in whole seconds. */
  readonly seconds: Live<number>
}

const Context = createContext<Ground | null>(null)

export const GroundProvider = ({ ground, children }: { ground: Ground; children: ReactNode }) => (
  <Context value={ground}>{children}</Context>
)

/** What the screens stand on. Only inside `GroundProvider`. */
export const useGround = (): Ground => {
  const ground = useContext(Context)
  if (ground === null) throw new Error('useGround outside of GroundProvider')
  return ground
}

export const useTerminal = (): Terminal => useGround().terminal
