import { z } from 'zod'
import { codeSchema } from '../../../shared/codes.ts'
import { bookedSchema, maxOnHand, maxQuantity } from '../../../shared/quantity.ts'
import { type Counted, type Delivery, maxShelfLines } from '../../app/terminal/shelf.ts'

/** What a terminal keeps of both lists until they are said. */
export const deliverySchema = z.object({
  reference: z.string(),
  lines: z.array(z.object({ sku: codeSchema, quantity: z.int().min(1).max(maxQuantity) })),
})
export const stocktakeSchema = z.array(
  z.object({
    sku: codeSchema,
    counted: z.int().min(0).max(maxOnHand),
    seenFirst: bookedSchema,
    seen: bookedSchema,
  }),
)

export const noDelivery: Delivery = { reference: '', lines: [] }

/** The list with what one line is now: a new one comes first, the others keep their places, so that nothing moves under a finger. A full list takes no more. */
const withLine = <Line extends { readonly sku: string }>(lines: readonly Line[], line: Line): readonly Line[] => {
  if (lines.some(({ sku }) => sku === line.sku)) return lines.map((other) => (other.sku === line.sku ? line : other))
  return lines.length < maxShelfLines ? [line, ...lines] : lines
}

const without = <Line extends { readonly sku: string }>(lines: readonly Line[], sku: string): readonly Line[] =>
  lines.filter((line) => line.sku !== sku)

export const brought = (delivery: Delivery, sku: string, quantity: number): Delivery => ({
  ...delivery,
  lines: quantity < 1 ? without(delivery.lines, sku) : withLine(delivery.lines, { sku, quantity }),
})

/** @param booked what the books say at this moment */
export const countedOn = (
  lines: readonly Counted[],
  sku: string,
  counted: number | null,
  booked: number,
): readonly Counted[] => {
  if (counted === null) return without(lines, sku)
  const before = lines.find((line) => line.sku === sku)
  return withLine(lines, { sku, counted, seenFirst: before?.seenFirst ?? booked, seen: booked })
}
