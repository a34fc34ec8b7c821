import { describe, expect, it } from 'vitest'
import { Connection } from './connection.ts'
import { type Hub, HubError, type PokeListener } from './hub.ts'
import { HubClock } from './hubClock.ts'
import { ManualTimers } from './testing/manualTimers.ts'

const open = () => {
  const timers = new ManualTimers()
  const streams: (PokeListener & { closed: boolean })[] = []
  const heard: string[] = []
  const hub: Pick<Hub, 'pokes'> = {
    pokes: (listener) => {
      const stream = { ...listener, closed: false }
      streams.push(stream)
      return () => {
        stream.closed = true
      }
    },
  }
  const connection = new Connection({
    hub,
    timers,
    clock: new HubClock(timers, 0),
    up: () => heard.push('up'),
    poke: () => heard.push('poke'),
    revoked: () => heard.push('revoked'),
  })
  connection.start()
  const last = () => {
    const stream = streams.at(-1)
    if (stream === undefined) throw new Error('no stream')
    return stream
  }
  const poke = () => last().poke({ epoch: 'e', position: 1, hubTime: timers.wall() })
  return { timers, streams, heard, connection, last, poke, state: () => connection.state.get().connection }
}

describe('the connection', () => {
  it('is online once the stream stands, and pulls at once', () => {
    const { last, heard, state } = open()
    expect(state()).toBe('connecting')
    last().up()
    expect(state()).toBe('online')
    expect(heard).toEqual(['up'])
  })

  it('is offline when the stream ends, since that moment, and tries again with growing pauses', async () => {
    const { timers, streams, last, state, connection } = open()
    last().up()
    await timers.pass(3_000)
    const lostAt = timers.wall()
    last().down(new HubError('unreachable'))
    for (let tries = 0; tries < 6; tries++) {
      const before = streams.length
      await timers.pass(60_000)
      expect(streams.length).toBeGreaterThan(before)
      last().down(new HubError('unreachable'))
    }
    expect(state()).toBe('offline')
    expect(connection.state.get().since).toBe(lostAt)
  })

  it('does not trust a stream that is silent for longer than the hub ever is', async () => {
    const { timers, last, poke, state, streams } = open()
    last().up()
    await timers.pass(10_000)
    poke()
    await timers.pass(14_999)
    expect(state()).toBe('online')
    await timers.pass(1)
    expect(state()).toBe('offline')
    expect(streams[0]?.closed).toBe(true)
    await timers.pass(1_000)
    last().up()
    expect(state()).toBe('online')
  })

  it('hears nothing more from a stream that it has left', async () => {
    const { timers, streams, last, heard, connection, state } = open()
    last().up()
    const [old] = streams
    await timers.pass(2_000)
    connection.wake()
    old?.down(new HubError('unreachable'))
    old?.poke({ epoch: 'e', position: 1, hubTime: 0 })
    expect(state()).toBe('online')
    expect(heard).toEqual(['up'])
  })

  it('when something failed it asks anew, but not all the time', async () => {
    const { timers, streams, last, poke, connection } = open()
    last().up()
    poke()
    connection.doubt()
    expect(streams).toHaveLength(1)
    await timers.pass(2_000)
    connection.doubt()
    connection.doubt()
    expect(streams).toHaveLength(2)
  })

  it('a terminal that was revoked does not try again', async () => {
    const { timers, streams, last, heard } = open()
    last().down(new HubError('unauthorized'))
    await timers.pass(100_000)
    expect(heard).toEqual(['revoked'])
    expect(streams).toHaveLength(1)
  })
})
