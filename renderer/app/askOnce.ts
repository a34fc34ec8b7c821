import { TRPCClientError } from '@trpc/client'
import { QuestionError, type QuestionFailure } from './questions.ts'

const codeOf = (data: unknown): unknown =>
  typeof data === 'object' && data !== null && 'code' in data ? data.code : undefined

/** What a failed call means for the person who asked. Without an answer there is no code. */
const failureOf = (error: TRPCClientError<never>): QuestionFailure => {
  switch (codeOf(error.data)) {
    case undefined:
      return 'offline'
    case 'UNAUTHORIZED':
      return 'not_signed_in'
    case 'FORBIDDEN':
      return 'forbidden'
    default:
      return 'fault'
  }
}

const isRefused = (error: unknown): boolean =>
  error instanceof TRPCClientError && ['NOT_FOUND', 'CONFLICT'].includes(String(codeOf(error.data)))

/**
 * Waits for an answer of the hub.
 * @throws QuestionError why there is none
 */
export const ask = async <Value>(question: Promise<Value>): Promise<Value> => {
  try {
    return await question
  } catch (error) {
    if (error instanceof TRPCClientError) throw new QuestionError(failureOf(error), error)
    throw error
  }
}

/** Null where the hub says that there is no such thing, or that it is there already. */
export const orNull = async <Value>(question: Promise<Value>): Promise<Value | null> => {
  try {
    return await question
  } catch (error) {
    if (isRefused(error)) return null
    throw error
  }
}
