import { describe, expect, it } from 'vitest'
import type { HubSession, Status } from '../app/terminal.ts'
import { hubKnowsWho } from './hubKnowsWho.ts'
import { Cell } from './live.ts'

const wait = (from: HubSession, connection: Status['connection']) => {
  const session = new Cell<HubSession>(from)
  const status = new Cell<Pick<Status, 'connection'>>({ connection })
  let isOver = false
  const ended = hubKnowsWho(session, status).then(() => {
    isOver = true
  })
  return { session, status, ended, isOver: () => isOver }
}
const aMoment = () => new Promise((resolve) => setImmediate(resolve))

describe('what only a person may ask', () => {
  it.each<HubSession>(['signed_in', 'refused', 'none'])(
    'goes at once when the hub has its answer: %s',
    async (session) => {
      await wait(session, 'online').ended
    },
  )

  it('waits while the hub is being told who asks', async () => {
    const waiting = wait('waiting', 'connecting')
    waiting.status.set({ connection: 'online' })
    await aMoment()
    expect(waiting.isOver()).toBe(false)
    waiting.session.set('signed_in')
    await waiting.ended
  })

  it('does not wait for a network', async () => {
    await wait('waiting', 'offline').ended
    const waiting = wait('waiting', 'online')
    await aMoment()
    expect(waiting.isOver()).toBe(false)
    waiting.status.set({ connection: 'offline' })
    await waiting.ended
  })
})
