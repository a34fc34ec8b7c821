import { PassThrough, Readable } from 'node:stream'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { type ImportEvent, mostImportBytes } from '../../../shared/protocol/itemImport.ts'
import { importItems } from '../../catalogue/import/importItems.ts'
import { spool } from '../../catalogue/import/spool.ts'
import type { SignedIn } from '../../auth/signIns.ts'
import type { Terminal } from '../../auth/terminals.ts'
import { atMost } from '../atMost.ts'
import { invalid, Problem } from '../problem.ts'
import { admitPerson } from './admitPerson.ts'
import type { RequestContext } from './procedures.ts'

/** The least role that may bring goods in; the same as for counting them. */
const least = 'manager'

const tooLarge = (reply: FastifyReply): Problem => {
  reply.header('connection', 'close')
  return new Problem(413, 'too_large', 'A file may have up to 50 MiB.')
}

/**
 * `POST /trpc/items.import`: a file of items from a terminal, for a manager. Not a procedure, since tRPC neither takes a body of this size as it
 * comes nor tells how far it is: the answer is one JSON document a line (`importEventSchema`), the last of which says what came of it.
 */
export const importItemsRoute = async (
  app: FastifyInstance,
  contextOf: (request: FastifyRequest) => RequestContext,
): Promise<void> => {
  const inTurn = atMost(1)

  /** Reads the file and tells how far it is. Goes on if the terminal has gone: what was begun is finished. */
  const run = async (
    ctx: RequestContext,
    who: { terminal: Terminal; person: SignedIn },
    file: string,
    out: PassThrough,
  ) => {
    const { hub } = ctx
    const { terminal, person } = who
    const tell = (event: ImportEvent): void => {
      if (!out.destroyed) out.write(`${JSON.stringify(event)}\n`)
    }
    const { channel, holdTtlSeconds: ttlSeconds } = terminal
    const giver = { channel, ttlSeconds, terminal: terminal.id, staff: person.id, role: person.role, ownOnly: false }
    try {
      const answer = await inTurn(() =>
        importItems(hub, file, giver, (progress) => tell({ type: 'progress', ...progress })),
      )
      if (answer.ok) tell({ type: 'done', ...answer.imported, rejected: [...answer.imported.rejected] })
      else tell({ type: 'unreadable', fault: answer.fault, columns: [...answer.columns] })
    } catch (error) {
      hub.log.error({ err: error }, 'an import of items met a fault')
      tell({ type: 'failed' })
    }
  }

  await app.register(async (scope) => {
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('text/csv', { bodyLimit: mostImportBytes }, (_request, body, done) => done(null, body))
    scope.post('/items.import', { bodyLimit: mostImportBytes }, async (request, reply) => {
      const { body } = request
      const ctx = contextOf(request)
      const who = await admitPerson(ctx, least)
      if (!(body instanceof Readable)) throw invalid([{ path: '', message: 'send a file as text/csv' }])
      if (Number(request.headers['content-length'] ?? 0) > mostImportBytes) throw tooLarge(reply)
      const spooled = await spool(body, mostImportBytes)
      if (spooled === null) throw tooLarge(reply)
      const out = new PassThrough()
      void run(ctx, who, spooled.file, out)
        .then(() => spooled.remove())
        .catch((error: unknown) => ctx.hub.log.error({ err: error }, 'the file of an import was not removed'))
        .finally(() => out.end())
      return reply.type('application/x-ndjson').send(out)
    })
  })
}
