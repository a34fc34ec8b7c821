import type { HeldBy, Shortage } from '../../app/terminal.ts'

/** Who holds how many of what is short, one entry for each channel, the most first. */
export interface ShortagePart {
  readonly channel: string
  readonly quantity: number
  /** When the first of them comes free. */
  readonly until: number
  /** True if some of them come free later. */
  readonly several: boolean
}

/** Sums the holders by channel. */
export const shortageParts = (holders: readonly HeldBy[]): readonly ShortagePart[] => {
  const byChannel = new Map<string, ShortagePart>()
  for (const { channel, quantity, expiresAt } of holders) {
    const known = byChannel.get(channel)
    byChannel.set(channel, {
      channel,
      quantity: quantity + (known?.quantity ?? 0),
      until: Math.min(expiresAt, known?.until ?? expiresAt),
      several: known !== undefined && (known.several || known.until !== expiresAt),
    })
  }
  return [...byChannel.values()].toSorted((a, b) => b.quantity - a.quantity)
}

/** How the words of a shortage are made; given by the screen, so that this can be shown without one. */
export interface ShortageWords {
  left(count: number): string
  held(channel: string, count: number, time: string, several: boolean): string
  nobody(): string
  time(moment: number): string
}

/** "Còn 0 · web giữ 3 đến 09:55": what there is, who holds the rest, and until when. */
export const shortageText = (shortage: Shortage, words: ShortageWords): string => {
  const parts = shortageParts(shortage.holders)
  const held = parts.map(({ channel, quantity, until, several }) =>
    words.held(channel, quantity, words.time(until), several),
  )
  return [words.left(shortage.available), ...(held.length === 0 ? [words.nobody()] : held)].join(' · ')
}
