import { z } from 'zod'
import { codeSchema } from '../../../shared/codes.ts'
import { uuidSchema } from '../../../shared/protocol/commands.ts'
import { cursorOf, pageOf } from '../../db/pages.ts'

/** Schemas that several routes of REST share. */

export const codeParams = z.object({ code: codeSchema })
export const skuParams = z.object({ sku: codeSchema })
export const skuLocationParams = z.object({ sku: codeSchema, location: codeSchema })
export const holdParams = z.object({ id: uuidSchema })

/** A whole number in a query, where everything is text. */
export const wholeNumber = (least: number, most: number) =>
  z
    .string()
    .regex(/^\d{1,10}$/, 'a whole number')
    .transform(Number)
    .refine((value) => value >= least && value <= most, `from ${least} to ${most}`)

export const defaultLimit = 100
export const limitSchema = wholeNumber(1, 1000).optional().meta({ description: '1 to 1000; 100 if left out' })

export const codeCursor = cursorOf(z.tuple([codeSchema])).optional()
export const skuCursor = cursorOf(z.tuple([codeSchema])).optional()
export const skuLocationCursor = cursorOf(z.tuple([codeSchema, codeSchema])).optional()
export const uuidCursor = cursorOf(z.tuple([uuidSchema])).optional()

/** One page of a list. */
export const pageSchema = <Row extends z.ZodType>(row: Row) =>
  z.object({ data: z.array(row), nextCursor: z.string().nullable().meta({ description: 'null on the last page' }) })

export const codePage = z.strictObject({ cursor: codeCursor, limit: limitSchema })

/** One page of a list that is short, and read as a whole: in the order of the codes that `codeOf` tells, as the database orders them. */
export const pageOfAll = <Row>(
  rows: readonly Row[],
  codeOf: (row: Row) => string,
  { cursor, limit = defaultLimit }: z.infer<typeof codePage>,
): { data: Row[]; nextCursor: string | null } => {
  const [after] = cursor ?? []
  const isLeft = (row: Row): boolean =>
    after === undefined || Buffer.compare(Buffer.from(codeOf(row)), Buffer.from(after)) > 0
  return pageOf(rows.filter(isLeft), limit, (row) => [codeOf(row)])
}

/** What is said of an answer that is not JSON: of which types it is. */
export const mediaTypes = (...types: readonly [string, ...string[]]) => ({
  description: types.join(' or '),
  mediaTypes: types,
})

/** How a route is said that makes or changes something by its code, as a whole: for admins. */
export const settingUp = <Body extends z.ZodType, Answer extends z.ZodType>(
  tag: string,
  summary: string,
  body: Body,
  answer: Answer,
) => ({
  config: { needs: 'admin' as const },
  schema: { tags: [tag], summary, params: codeParams, body, response: { 200: answer } },
})

/** A moment on the wire: RFC 3339 with offset. */
export const momentSchema = z.iso.datetime({ offset: true })

/** Some codes have more members than these, which tell what is in the way. */
export const problemSchema = z
  .looseObject({
    type: z.string(),
    title: z.string(),
    status: z.number(),
    detail: z.string(),
    code: z.string(),
    errors: z
      .array(z.object({ path: z.string(), message: z.string() }))
      .optional()
      .meta({ description: 'of code `invalid`: everything that does not fit' }),
    conflicts: z
      .array(z.object({ line: z.number(), code: z.string(), available: z.number().optional() }))
      .optional()
      .meta({ description: 'of code `conflict`: the lines that could not be taken, by their place from 0' }),
  })
  .meta({ id: 'Problem' })
