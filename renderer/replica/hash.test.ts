import { expect, it } from 'vitest'
import { defaultHashSha256 } from 'rxdb'
import { hashFunction } from './hash.ts'

it('gives the digest that RxDB would give, so that what lies on the disk fits on any address', async () => {
  for (const text of ['', '{"title":"items"}', 'Cà phê sữa đá'])
    expect(await hashFunction(text)).toBe(await defaultHashSha256(text))
  const bytes = new TextEncoder().encode('Đường').buffer
  expect(await hashFunction(bytes)).toBe(await defaultHashSha256(bytes))
  expect(await hashFunction(new Blob([bytes]))).toBe(await defaultHashSha256(bytes))
})
