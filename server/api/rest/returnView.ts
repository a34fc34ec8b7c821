import { z } from 'zod'
import { missingOf, type Return, returnStates } from '../../../shared/returns/returns.ts'
import { toRfc3339 } from '../../../shared/time.ts'
import { momentSchema } from './schemas.ts'

const count = z.int().min(0)

/** A return as REST tells it. */
export const returnSchema = z
  .object({
    id: z.uuid(),
    order: z.uuid(),
    orderNumber: z.string(),
    state: z.enum(returnStates),
    location: z.string().meta({ description: 'where its goods count as returning' }),
    receivedIn: z.string().optional().meta({ description: 'where they came, and are looked at' }),
    parcel: z.string().optional(),
    reason: z.string(),
    lines: z.array(
      z.object({
        ...{ sku: z.string(), expected: count, received: count },
        ...{ sellable: count, damaged: count, scrap: count },
      }),
    ),
    discrepancies: z
      .array(z.object({ sku: z.string(), expected: count, received: count }))
      .meta({ description: 'of a return of which something came: what is missing, and what nobody expected' }),
    openedAt: momentSchema,
    receivedAt: momentSchema.optional(),
    inspectedAt: momentSchema.optional(),
    closedAt: momentSchema.optional().meta({ description: 'when what had not come was given up' }),
  })
  .meta({ id: 'Return' })

const moment = (time: number | null): string | undefined => (time === null ? undefined : toRfc3339(time))

export const tellReturn = (one: Return): z.infer<typeof returnSchema> => ({
  ...{ id: one.id, order: one.order, orderNumber: one.orderNumber, state: one.state, location: one.location },
  ...{ receivedIn: one.receivedIn ?? undefined, parcel: one.parcel ?? undefined, reason: one.reason },
  lines: one.lines.map(({ sku, expected, received, sellable, damaged, scrap }) => ({
    ...{ sku, expected, received, sellable, damaged, scrap },
  })),
  discrepancies: one.lines.flatMap((line) =>
    one.receivedAt !== null && (missingOf(line) > 0 || line.received > line.expected)
      ? [{ sku: line.sku, expected: line.expected, received: line.received }]
      : [],
  ),
  ...{ openedAt: toRfc3339(one.openedAt), receivedAt: moment(one.receivedAt) },
  ...{ inspectedAt: moment(one.inspectedAt), closedAt: moment(one.closedAt) },
})
