import { expect, test } from 'vitest'
import { withArrived } from './decideArrive.ts'

const stock = (sku: string, quantity: number) => ({ kind: 'stock' as const, sku, quantity })
const preorder = (sku: string, quantity: number) => ({ kind: 'preorder' as const, sku, quantity })

test('G5: what has come of a line stands before what is still to come of it', () => {
  const before = [stock('cup', 1), preorder('phone', 5), preorder('case', 2)]
  const once = withArrived(before, 'phone', 2)
  expect(once).toEqual([stock('cup', 1), stock('phone', 2), preorder('phone', 3), preorder('case', 2)])
  const twice = withArrived(once, 'phone', 1)
  expect(twice).toEqual([stock('cup', 1), stock('phone', 3), preorder('phone', 2), preorder('case', 2)])
  expect(withArrived(twice, 'phone', 2)).toEqual([stock('cup', 1), stock('phone', 5), preorder('case', 2)])
})
