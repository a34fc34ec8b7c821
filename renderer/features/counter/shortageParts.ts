import type { LastTaken } from '../../app/questions.ts'
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
  /** How the last of it left the shelf. */
  taken(taken: LastTaken): string
  /** Nobody holds any: there is some, but fewer than were wanted. */
  nobody(): string
  /** Nothing is there, and nobody could say who took it. */
  gone(): string
  /** It is not sold any more, and what to do about that. */
  unlisted(): string
  time(moment: number): string
}

/** True if only the hub knows where it went: nothing is there, and nobody holds any. */
export const isGone = ({ available, holders, isUnlisted }: Shortage): boolean =>
  available <= 0 && holders.length === 0 && isUnlisted !== true

const whereItWent = (shortage: Shortage, taken: LastTaken | null, words: ShortageWords): string => {
  if (!isGone(shortage)) return words.nobody()
  return taken === null ? words.gone() : words.taken(taken)
}

/** "Còn 0 · web giữ 3 đến 09:55", "Còn 0 · web đã mua món cuối lúc 10:42": what there is, who holds the rest until when, or who took the last. */
export const shortageText = (shortage: Shortage, taken: LastTaken | null, words: ShortageWords): string => {
  if (shortage.isUnlisted === true) return words.unlisted()
  const held = shortageParts(shortage.holders).map(({ channel, quantity, until, several }) =>
    words.held(channel, quantity, words.time(until), several),
  )
  const rest = held.length === 0 ? [whereItWent(shortage, taken, words)] : held
  // Below zero after goods were sold beyond what was there; nobody can have fewer than none.
  return [words.left(Math.max(0, shortage.available)), ...rest].join(' · ')
}
