import { expect, it } from 'vitest'
import { letGo, Possessions } from './possessions.ts'

it('finds what two had at one moment, and nothing of those who had it one after the other', () => {
  const possessions = new Possessions()
  const first = possessions.take('A1', 'an', 10)
  possessions.take('A2', 'vy', 10)
  letGo(first, 20)
  letGo(first, 30)
  possessions.take('A1', 'vy', 20)
  expect(possessions.doubled()).toEqual([])
  possessions.take('A1', 'bo', 15, 18)
  expect(possessions.doubled()).toEqual(['A1 was had by an from 10 until 20 and by bo from 15 until 18'])
})
