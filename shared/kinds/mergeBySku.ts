import type { LineRules, Placed } from './types.ts'

/** Pieces of the same SKU are summed, at the place of the first (SPEC H7). */
export const mergeBySku = <Line extends { readonly sku: string; readonly quantity: number }>(
  lines: readonly Placed<Line>[],
): ReturnType<LineRules<Line>['merge']> => {
  const bySku = new Map<string, Placed<Line>>()
  for (const { line, index } of lines) {
    const first = bySku.get(line.sku)
    bySku.set(
      line.sku,
      first === undefined
        ? { line, index }
        : { line: { ...line, quantity: first.line.quantity + line.quantity }, index: first.index },
    )
  }
  return { merged: [...bySku.values()], doubled: [] }
}
