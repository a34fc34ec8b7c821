import type { Had } from './types.ts'

/** How many of a SKU somebody was promised before. */
export const hadOf = (had: readonly Had[] | undefined, kind: 'stock' | 'preorder', sku: string): number =>
  had?.reduce((sum, line) => (line.kind === kind && line.sku === sku ? sum + (line.quantity ?? 0) : sum), 0) ?? 0
