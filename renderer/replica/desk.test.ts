import { afterEach, describe, expect, it } from 'vitest'
import { type Desk, DeskClosed, openDesk } from './desk.ts'
import type { Storage } from './storage.ts'
import { memoryStorage } from './testing/memoryStorage.ts'

let made = 0

const rowsOf = (desk: Desk) => new Map(desk.rows.map(({ key, body }) => [key, body]))

const manyRows = (value: unknown) => new Map(Array.from({ length: 500 }, (_, number) => [`row${number}`, value]))

describe('the desk', () => {
  const open: Desk[] = []
  afterEach(async () => {
    for (const desk of open.splice(0)) await desk.close()
  })
  const machine = () => {
    const name = `desk-test-${++made}`
    return async (): Promise<Desk> => {
      const desk = await openDesk(memoryStorage(), name)
      open.push(desk)
      return desk
    }
  }

  it('keeps rows over a reload, as they were last written', async () => {
    const start = machine()
    const first = await start()
    await first.write(
      new Map<string, unknown>([
        ['a', { n: 1 }],
        ['b', [1, 2]],
        ['c', 'text'],
      ]),
    )
    await first.write(
      new Map<string, unknown>([
        ['a', { n: 2 }],
        ['b', null],
      ]),
    )
    await first.close()
    expect(rowsOf(await start())).toEqual(
      new Map<string, unknown>([
        ['a', { n: 2 }],
        ['c', 'text'],
      ]),
    )
  })

  it('takes nothing more once it has been closed, for the next who opens it', async () => {
    const start = machine()
    const first = await start()
    const last = first.write(new Map([['a', 1]]))
    const closed = first.close()
    await expect(first.write(new Map([['a', 2]]))).rejects.toThrow(DeskClosed)
    await Promise.all([last, closed])
    const second = await start()
    expect(rowsOf(second)).toEqual(new Map([['a', 1]]))
    await second.write(new Map([['a', 3]]))
  })

  it('a row that was taken away can come back, in the same step as another one', async () => {
    const start = machine()
    const first = await start()
    await first.write(new Map([['cart', 1]]))
    await first.write(new Map([['cart', null]]))
    await first.write(
      new Map([
        ['cart', 2],
        ['command', 3],
      ]),
    )
    await first.write(new Map([['never', null]]))
    await first.close()
    expect(rowsOf(await start())).toEqual(
      new Map([
        ['cart', 2],
        ['command', 3],
      ]),
    )
  })

  it('rows of a long day leave nothing behind on the disk, and can come back', async () => {
    const disk = memoryStorage()
    const name = `desk-test-${++made}`
    const found: number[] = []
    const createStorageInstance: Storage['createStorageInstance'] = async (parameters) => {
      const instance = await disk.createStorageInstance(parameters)
      const clean = instance.cleanup.bind(instance)
      instance.cleanup = async (time) => {
        await clean(time)
        found.push((await instance.findDocumentsById([...manyRows(null).keys()], true)).length)
        return true
      }
      return instance
    }
    const desk = await openDesk({ ...disk, createStorageInstance }, name)
    await desk.write(manyRows(1))
    await desk.write(manyRows(null))
    // At the start, and when there was enough to clean away.
    expect(found).toEqual([0, 0])
    await desk.write(manyRows(2))
    await desk.close()
    const again = await openDesk(disk, name)
    open.push(again)
    expect(rowsOf(again)).toEqual(manyRows(2))
  })

  it('writes that come together go in one transaction, the last word counting', async () => {
    const start = machine()
    const first = await start()
    await Promise.all([
      first.write(new Map([['a', 1]])),
      first.write(
        new Map([
          ['a', 2],
          ['b', 1],
        ]),
      ),
      first.write(new Map([['b', null]])),
    ])
    await first.close()
    expect(rowsOf(await start())).toEqual(new Map([['a', 2]]))
  })

  it('says so when a write fails, and writes nothing after it', async () => {
    const disk = memoryStorage()
    let full = false
    const createStorageInstance: Storage['createStorageInstance'] = async (parameters) => {
      const instance = await disk.createStorageInstance(parameters)
      const write = instance.bulkWrite.bind(instance)
      instance.bulkWrite = (rows, context) => (full ? Promise.reject(new Error('no space left')) : write(rows, context))
      return instance
    }
    const name = `desk-test-${++made}`
    const desk = await openDesk({ ...disk, createStorageInstance }, name)
    await desk.write(new Map([['a', 1]]))
    const failures: unknown[] = []
    desk.onFailure((error) => failures.push(error))
    full = true
    await expect(desk.write(new Map([['a', 2]]))).rejects.toThrow('no space left')
    full = false
    await expect(desk.write(new Map([['b', 1]]))).rejects.toThrow('no space left')
    expect(failures).toHaveLength(1)
    await desk.close()
    const again = await openDesk(disk, name)
    open.push(again)
    expect(rowsOf(again)).toEqual(new Map([['a', 1]]))
  })
})
