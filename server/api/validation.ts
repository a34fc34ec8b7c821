import type { FastifySchemaCompiler } from 'fastify'
import type { ZodError, ZodType } from 'zod'
import { invalid, type Misfit, Problem } from './problem.ts'

/** Names every place that does not fit; a field that nobody knows is named itself, not the object that it stands in. */
const misfitsOf = (error: ZodError): Misfit[] =>
  error.issues.flatMap((issue) => {
    if (issue.code === 'unrecognized_keys')
      return issue.keys.map((key) => ({ path: pathOf([...issue.path, key]), message: 'unknown field' }))
    return [{ path: pathOf(issue.path), message: issue.message }]
  })

/** Names of fields come from the caller and may be of any length. */
const longestPath = 200

const pathOf = (parts: readonly PropertyKey[]): string => parts.map(String).join('.').slice(0, longestPath)

/** More than this many misfits help nobody. */
const mostMisfits = 100

/**
 * Checks one part of a request against its schema: 422 with every misfit. What an address names but no name can be (a hold's id that is no
 * id) is not there: 404; but where a PUT would make it, it does not fit.
 */
export const validatorCompiler: FastifySchemaCompiler<ZodType> = ({ schema, method, httpPart }) => {
  const isName = httpPart === 'params' && method !== 'PUT'
  return (data: unknown) => {
    const result = schema.safeParse(data)
    if (result.success) return { value: result.data }
    if (isName) return { error: new Problem(404, 'not_found', 'There is nothing with this name.') }
    return { error: invalid(misfitsOf(result.error).slice(0, mostMisfits)) }
  }
}
