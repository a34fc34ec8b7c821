import type { Level, Place } from '../../app/terminal.ts'
import type { BarKind, BarPart } from '../../ui/StackedBar.tsx'

/** Words for a piece of the bar. */
export type BarWords = (kind: BarKind, quantity: number) => string

/** The piece of the bar to which a channel of this kind belongs. */
const barKindOf = (kind: string): BarKind => {
  switch (kind) {
    case 'pos':
    case 'web':
    case 'marketplace':
    case 'phone':
      return kind
    default:
      return 'other'
  }
}

const order: readonly BarKind[] = ['available', 'pos', 'web', 'marketplace', 'phone', 'other', 'quarantined']

/** A level as pieces of a bar: available, held by each kind of channel, quarantined. */
export const barParts = (
  level: Pick<Level, 'available' | 'heldBy' | 'quarantined'>,
  channels: readonly Place[],
  words: BarWords,
): readonly BarPart[] => {
  const quantities = new Map<BarKind, number>([
    ['available', Math.max(0, level.available)],
    ['quarantined', level.quarantined],
  ])
  for (const [code, quantity] of Object.entries(level.heldBy)) {
    const kind = barKindOf(channels.find((channel) => channel.code === code)?.kind ?? 'other')
    quantities.set(kind, (quantities.get(kind) ?? 0) + quantity)
  }
  return order.flatMap((kind) => {
    const quantity = quantities.get(kind) ?? 0
    return quantity > 0 ? [{ kind, quantity, label: words(kind, quantity) }] : []
  })
}
