import { useTranslation } from 'react-i18next'
import { useTerminal } from '../../app/TerminalContext.tsx'
import type { Level } from '../../app/terminal.ts'
import { useFormats } from '../../app/useFormats.ts'
import { useLivePart } from '../../app/useLive.ts'
import type { BarPart } from '../../ui/StackedBar.tsx'
import { barParts } from './barParts.ts'

/** Gives a level as pieces of a bar, in the device's language. */
export const useBarParts = (): ((level: Pick<Level, 'available' | 'heldBy' | 'quarantined'>) => readonly BarPart[]) => {
  const { t } = useTranslation()
  const formats = useFormats()
  const channels = useLivePart(useTerminal().shop, (shop) => shop.channels)
  return (level) =>
    barParts(level, channels, (kind, quantity) => t(`stock.part.${kind}`, { amount: formats.number(quantity) }))
}
