import { describe } from 'vitest'
import { testDatabase } from '../testing/testDatabase.ts'
import { testHub } from '../testing/testHub.ts'
import { gateContract, Reached } from './gate.contract.ts'

describe('a gate that counts in memory', () => {
  const reached = new Reached()
  gateContract(testHub(testDatabase(), { wrap: reached.wrap }), reached)
})
