import { Readable } from 'node:stream'
import { z } from 'zod'
import { neededColumns, mostImportBytes as mostBytes } from '../../../shared/protocol/itemImport.ts'
import { importItems } from '../../catalogue/import/importItems.ts'
import { spool } from '../../catalogue/import/spool.ts'
import { changed } from '../../feed/announce.ts'
import { atMost } from '../atMost.ts'
import type { Hub } from '../hub.ts'
import { invalid, Problem } from '../problem.ts'
import { answerOnce, bodyHashOf, idempotencyKeyOf } from './idempotency.ts'
import { callerOf, type RestApp } from './restApp.ts'

const importedSchema = z.object({
  created: z.number().meta({ description: 'lines that made an item' }),
  updated: z.number().meta({ description: 'lines that found their item there' }),
  rejected: z.array(z.object({ line: z.number(), message: z.string() })),
})

const tooLarge = (): Problem => new Problem(413, 'too_large', 'An import may have up to 50 MiB.')

/** `POST /v1/items/import`: items, prices and counts from a CSV file. */
export const importRoute = async (app: RestApp, hub: Hub): Promise<void> => {
  // An import keeps a connection for its answer while its batches use another.
  const inTurn = atMost(1)

  await app.register(async (scope) => {
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('text/csv', { bodyLimit: mostBytes }, (_request, payload, done) => done(null, payload))
    scope.post(
      '/v1/items/import',
      {
        bodyLimit: mostBytes,
        config: { needs: 'admin' },
        schema: {
          tags: ['Items'],
          summary: 'Import items, prices and counts',
          description:
            `A CSV file in UTF-8 with the columns \`${neededColumns.join(',')}\`, and \`listed\` where it is wanted (true, false, or empty: as it is). Prices are in minor units of the shop’s currency. ` +
            '`on_hand` sets the count at `location`; a line without both changes the item alone. Good lines go in, bad ones are reported by ' +
            'their line in the file, the header being line 1.',
          consumes: ['text/csv'],
          response: { 200: importedSchema },
        },
      },
      async (request, reply) => {
        const { body } = request
        if (!(body instanceof Readable)) throw invalid([{ path: '', message: 'send a file as text/csv' }])
        idempotencyKeyOf(request)
        if (Number(request.headers['content-length'] ?? 0) > mostBytes) throw tooLarge()
        const spooled = await spool(body, mostBytes)
        if (spooled === null) {
          reply.header('connection', 'close')
          throw tooLarge()
        }
        const once = { type: 'items.import', bodyHash: bodyHashOf(request, spooled.hash), status: 200 }
        try {
          await inTurn(() =>
            answerOnce(hub, request, reply, once, async () => {
              const answer = await importItems(hub, spooled.file, callerOf(request).giver)
              if (!answer.ok) throw invalid([{ path: 'line 1', message: answer.message }])
              const { rejected, ...counts } = answer.imported
              return changed({ ...counts, rejected: rejected.map(({ line, message }) => ({ line, message })) })
            }),
          )
        } finally {
          await spooled.remove()
        }
      },
    )
  })
}
