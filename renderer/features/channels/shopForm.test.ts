import { expect, it } from 'vitest'
import type { BoardChannel } from '../../app/questions.ts'
import { shopForm, writtenShop } from './shopForm.ts'

const shop: NonNullable<BoardChannel['shop']> = {
  ...{ kind: 'woocommerce' as const, location: 'q1', url: 'https://shop.example', amiss: 0, waiting: 0 },
  ...{ lastMessageAt: null, lastToldAt: null, failure: null },
}

it('a new shop is said whole, with what it takes to tell it of stock only if it is told', () => {
  const form = { ...shopForm(null, 'q1'), secret: ' whsec ' }
  expect(writtenShop('web', form, null)).toEqual({
    ...{ channel: 'web', kind: 'woocommerce', location: 'q1', secret: 'whsec', target: null },
  })
  const target = { url: 'https://shop.example', consumerKey: 'ck', consumerSecret: 'cs' }
  expect(writtenShop('web', { ...form, tells: true, target }, null)).toMatchObject({ target })
})

it('what is left empty stays as it was; another address or another kind is said whole', () => {
  const form = shopForm(shop, 'td')
  expect(writtenShop('web', form, shop)).toEqual({ channel: 'web', kind: 'woocommerce', location: 'q1' })
  const moved = { ...form, target: { url: 'https://new.example', consumerKey: 'ck' } }
  expect(writtenShop('web', moved, shop).target).toEqual({
    ...{ url: 'https://new.example', consumerKey: 'ck', consumerSecret: '' },
  })
  expect(writtenShop('web', { ...form, kind: 'shopify' }, shop).target).toEqual({
    ...{ url: 'https://shop.example', accessToken: '', locationId: '' },
  })
  expect(writtenShop('web', { ...form, tells: false }, shop).target).toBeNull()
})
