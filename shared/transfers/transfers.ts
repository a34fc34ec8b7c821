import { z } from 'zod'

export const transferStates = ['sent', 'received', 'cancelled'] as const
export type TransferState = (typeof transferStates)[number]

/** How many pieces of one SKU are sent, and how many came. */
export const transferLineSchema = z.object({
  sku: z.string(),
  /** Nothing, if nobody sent it and it came. */
  sent: z.number(),
  received: z.number(),
  /** The discrepancy that was raised for what is missing. */
  short: z.string().nullable(),
})
export type TransferLine = Readonly<z.infer<typeof transferLineSchema>>

/** A transfer as it crosses the wire: moments in milliseconds of the hub's clock. */
export const transferSchema = z.object({
  id: z.string(),
  number: z.string(),
  state: z.enum(transferStates),
  from: z.string(),
  /** Where its goods are on the way to, and count as in transit (SPEC X3). */
  to: z.string(),
  note: z.string().nullable(),
  lines: z.array(transferLineSchema),
  sentAt: z.number(),
  /** Who sent it and who received it; null: a program did. */
  sentBy: z.string().nullable(),
  receivedAt: z.number().nullable(),
  receivedBy: z.string().nullable(),
  /** When it was called back, or what had not come was given up: nothing of it is on the way any more. */
  closedAt: z.number().nullable(),
})

/** Goods that go from one location of the shop to another. */
export type Transfer = Readonly<Omit<z.infer<typeof transferSchema>, 'lines'>> & {
  readonly lines: readonly TransferLine[]
}

/** How many pieces are on the way still: none once it was called back, or given up (SPEC X5). */
export const comingOf = ({ closedAt }: Pick<Transfer, 'closedAt'>, line: Pick<TransferLine, 'sent' | 'received'>) =>
  closedAt === null ? Math.max(0, line.sent - line.received) : 0

/** How many pieces of all of it are on the way still. */
export const comingIn = (one: Pick<Transfer, 'closedAt' | 'lines'>): number =>
  one.lines.reduce((sum, line) => sum + comingOf(one, line), 0)

/** Letters and digits that nobody takes for one another. */
const signs = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const signsOfNumber = 7

/** What people call a transfer. Made of its id, whose end is drawn at random: a terminal can tell it without the hub (SPEC X1). */
export const transferNumber = (id: string): string => {
  let rest = Number.parseInt(id.replaceAll('-', '').slice(-9), 16)
  let number = ''
  for (let place = 0; place < signsOfNumber; place += 1) {
    number = (signs[rest % signs.length] ?? '') + number
    rest = Math.floor(rest / signs.length)
  }
  return `CK-${number}`
}
