import type { BoardChannel, ChannelKind } from '../../app/questions.ts'

const kinds: readonly ChannelKind[] = ['pos', 'web', 'marketplace', 'phone']

/** A kind that this version has no word for is a website to it. */
export const kindOf = ({ kind }: Pick<BoardChannel, 'kind'>): ChannelKind => kinds.find((one) => one === kind) ?? 'web'

/** Its shop does not answer, or told something that could not be done in full. */
export const needsLook = ({ shop }: Pick<BoardChannel, 'shop'>): boolean =>
  shop !== null && (shop.failure !== null || shop.amiss > 0)
