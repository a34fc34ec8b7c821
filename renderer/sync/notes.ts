import { z } from 'zod'
import { collections } from '../../shared/protocol/feed.ts'
import type { Counted, Delivery } from '../app/terminal.ts'
import type { Desk } from '../replica/desk.ts'
import { deliverySchema, noDelivery, stocktakeSchema } from './shelf/shelfLists.ts'

const clockSchema = z.object({ wallOffset: z.number() })
const asOfSchema = z.object({ at: z.number().nullable() })
const marksSchema = z.partialRecord(z.enum(collections), z.enum(['copying', 'copied', 'discarding']))
const receiptSchema = z.object({ day: z.string(), count: z.number() })
const waitedForSchema = z.array(z.string())
const wrongPinsSchema = z.record(z.string(), z.object({ count: z.number(), until: z.number() }))

/** One small thing that is remembered over a reload. */
export interface Note<Value> {
  readonly key: string
  get(): Value
  /** Changes what `get` gives, without writing: for a note that goes to the disk together with something else. */
  hold(value: Value): void
  set(value: Value): Promise<void>
}

/** The small things that a terminal remembers. */
export interface Notes {
  /** Hub's time minus the machine's, for a start without a network. */
  readonly clock: Note<z.infer<typeof clockSchema>>
  /** As of when the replica equals the hub. */
  readonly asOf: Note<z.infer<typeof asOfSchema>>
  /** How far each collection's copy is. */
  readonly marks: Note<z.infer<typeof marksSchema>>
  readonly receipt: Note<z.infer<typeof receiptSchema>>
  /** SKUs that somebody waits for. */
  readonly waitedFor: Note<z.infer<typeof waitedForSchema>>
  /** Wrong PINs in a row, by person, and until when nobody may try again. */
  readonly wrongPins: Note<z.infer<typeof wrongPinsSchema>>
  /** Goods that came and what was counted, until they are said. */
  readonly delivery: Note<Delivery>
  readonly stocktake: Note<readonly Counted[]>
}

export const openNotes = (desk: Desk): Notes => {
  const note = <Value>(name: string, schema: z.ZodType<Value>, empty: Value): Note<Value> => {
    const key = `note:${name}`
    const stored = desk.rows.find((row) => row.key === key)
    // A note of an older shape is forgotten: none of them is worth more than that.
    let value = schema.safeParse(stored?.body).data ?? empty
    return {
      key,
      get: () => value,
      hold: (next) => {
        value = next
      },
      set: (next) => {
        value = next
        return desk.write(new Map([[key, next]]))
      },
    }
  }
  return {
    clock: note('clock', clockSchema, { wallOffset: 0 }),
    asOf: note('asOf', asOfSchema, { at: null }),
    marks: note('marks', marksSchema, {}),
    receipt: note('receipt', receiptSchema, { day: '', count: 0 }),
    waitedFor: note('waitedFor', waitedForSchema, []),
    wrongPins: note('wrongPins', wrongPinsSchema, {}),
    delivery: note<Delivery>('delivery', deliverySchema, noDelivery),
    stocktake: note<readonly Counted[]>('stocktake', stocktakeSchema, []),
  }
}
