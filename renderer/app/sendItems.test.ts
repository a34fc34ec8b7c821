import { describe, expect, it } from 'vitest'
import { type ImportEvent, mostImportBytes } from '../../shared/protocol/itemImport.ts'
import { createItemImport } from '../features/settings/goods/itemImport.ts'
import type { QuestionError } from './questions.ts'
import { sendItems } from './sendItems.ts'

const progress: ImportEvent = { type: 'progress', bytes: 5, lines: 2 }
const done: ImportEvent = { type: 'done', created: 2, updated: 0, rejected: [] }
const lineOf = (event: ImportEvent): string => `${JSON.stringify(event)}\n`

/** An answer in pieces that are no whole lines; `breaks`: the connection is lost behind them. */
const answer = (text: string, breaks = false): Response => {
  let at = 0
  const bytes = new TextEncoder().encode(text)
  return new Response(
    new ReadableStream({
      pull: (stream) => {
        if (at < bytes.length) stream.enqueue(bytes.slice(at, (at += 7)))
        else if (breaks) stream.error(new TypeError('network error'))
        else stream.close()
      },
    }),
  )
}
const send = async (respond: () => Promise<Response>) => {
  const events: ImportEvent[] = []
  const why = await sendItems(respond, new Blob(['x']), (event) => events.push(event)).then(
    () => null,
    (error: QuestionError) => error.why,
  )
  return { events, why }
}

describe('a file of goods on its way', () => {
  it('tells every event, however the answer is cut', async () => {
    expect(await send(async () => answer(lineOf(progress) + lineOf(done)))).toEqual({
      events: [{ type: 'progress', bytes: 0, lines: 0 }, progress, done],
      why: null,
    })
  })

  it.each([
    ['the hub cannot be reached', () => Promise.reject(new TypeError('no network')), 'offline'],
    ['nobody is signed in at the hub', async () => new Response('', { status: 401 }), 'not_signed_in'],
    ['a cashier sends it', async () => new Response('', { status: 403 }), 'forbidden'],
    ['the hub has a fault', async () => new Response('', { status: 500 }), 'fault'],
    ['the connection is lost', async () => answer(lineOf(progress), true), 'offline'],
    ['the answer ends without its last word', async () => answer(lineOf(progress)), 'offline'],
    ['the answer is another version’s', async () => answer('{"type":"new"}\n'), 'fault'],
  ] as const)('says why when %s', async (_when, respond, why) => {
    expect((await send(respond)).why).toBe(why)
  })

  it('shows how far it is, and says after a break that part of it may be in', async () => {
    const seen: string[] = []
    const file = new File(['0123456789'], 'hang.csv')
    const ask = {
      importItems: (blob: Blob, on: (event: ImportEvent) => void) =>
        sendItems(async () => answer(lineOf(progress), true), blob, on),
    }
    const running = createItemImport(ask)
    running.state.subscribe(() => {
      const state = running.state.get()
      seen.push(state.name === 'reading' ? `reading ${state.fraction}` : state.name)
    })
    await running.start(file)
    expect(seen).toEqual(['sending', 'reading 0', 'reading 0.5', 'failed'])
    expect(running.state.get()).toMatchObject({ why: 'offline', begun: true })
  })

  it('sends no file that is too large', async () => {
    const running = createItemImport({ importItems: () => Promise.reject(new Error('sent')) })
    const file = new File(['x'], 'hang.csv')
    Object.defineProperty(file, 'size', { value: mostImportBytes + 1 })
    await running.start(file)
    expect(running.state.get()).toEqual({ name: 'too_large', file: 'hang.csv' })
  })
})
