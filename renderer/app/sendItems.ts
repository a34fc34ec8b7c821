import { type ImportEvent, importEventSchema } from '../../shared/protocol/itemImport.ts'
import type { HubRequest } from '../sync/hubRequest.ts'
import { QuestionError, type QuestionFailure } from './questions.ts'

const failureOf = (status: number): QuestionFailure => {
  if (status === 401) return 'not_signed_in'
  return status === 403 ? 'forbidden' : 'fault'
}

/** The lines of an answer as they arrive. */
async function* linesOf(body: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  const reader = body.getReader()
  const decoder = new TextDecoder()
  let rest = ''
  for (let read = await reader.read(); !read.done; read = await reader.read()) {
    const lines = (rest + decoder.decode(read.value, { stream: true })).split('\n')
    rest = lines.pop() ?? ''
    yield* lines
  }
}

const send = async (request: HubRequest, file: Blob): Promise<ReadableStream<Uint8Array>> => {
  const answer = await request('/trpc/items.import', {
    method: 'POST',
    headers: { 'content-type': 'text/csv' },
    body: file,
  }).catch((error: unknown) => {
    throw new QuestionError('offline', error)
  })
  if (!answer.ok || answer.body === null) throw new QuestionError(failureOf(answer.status))
  return answer.body
}

/** Sends a file of items and tells what the hub says while it reads it. @throws QuestionError when the last word did not arrive */
export const sendItems = async (
  request: HubRequest,
  file: Blob,
  onEvent: (event: ImportEvent) => void,
): Promise<void> => {
  const lines = linesOf(await send(request, file))
  // The hub has the file; from now on some of it may be in.
  onEvent({ type: 'progress', bytes: 0, lines: 0 })
  try {
    for await (const line of lines) {
      const event = importEventSchema.parse(JSON.parse(line))
      onEvent(event)
      if (event.type !== 'progress') return
    }
  } catch (error) {
    // A stream that breaks off is a lost connection; an answer that cannot be read is another version's.
    throw new QuestionError(error instanceof TypeError ? 'offline' : 'fault', error)
  }
  throw new QuestionError('offline')
}
