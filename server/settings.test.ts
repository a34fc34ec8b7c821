import { describe, expect, it } from 'vitest'
import { readSettings } from './settings.ts'

describe('settings', () => {
  it('have defaults that suit one shop on one machine', () => {
    const result = readSettings({}, '/shop')
    expect(result).toMatchObject({
      ok: true,
      settings: { port: 4070, host: '127.0.0.1', data: '/shop/.holdfast', demo: false },
    })
  })

  it('count an empty variable as not set', () => {
    expect(readSettings({ HOLDFAST_PORT: '', HOLDFAST_DATABASE_URL: '' }, '/shop')).toMatchObject({
      ok: true,
      settings: { port: 4070, databaseUrl: null },
    })
  })

  it('names what begins as they do and is none of them', () => {
    expect(
      readSettings({ HOLDFAST_PROT: '4000', HOLDFAST_PORT: '4000', HOLDFAST_NO_ELECTRON: '1' }, '/shop'),
    ).toMatchObject({
      ok: true,
      unread: ['HOLDFAST_PROT'],
    })
  })

  it.each([
    ['HOLDFAST_PORT', 'eighty'],
    ['HOLDFAST_PORT', '70000'],
    ['HOLDFAST_PORT', '80.5'],
    ['HOLDFAST_DATABASE_URL', 'mysql://somewhere'],
    ['HOLDFAST_DATABASE_URL', 'not a url'],
    ['HOLDFAST_REDIS_URL', 'http://somewhere'],
    ['HOLDFAST_ADMIN_KEY', 'short'],
    ['HOLDFAST_TRUSTED_PROXIES', '10.0.0.0/8, somewhere'],
    ['HOLDFAST_BANK_ACCOUNT', '97043:1:X'],
    ['HOLDFAST_PUBLIC_URL', 'shop.example'],
    ['HOLDFAST_PUBLIC_URL', 'https://shop.example/?lang=vi'],
    ['HOLDFAST_VNPAY_URL', 'ftp://pay.example'],
    ['HOLDFAST_VNPAY_REFUND_URL', 'https://pay.example/refund'],
    ['HOLDFAST_MOMO_ACCESS_KEY', 'two words'],
    ['HOLDFAST_SMTP_URL', 'http://mail.example'],
    ['HOLDFAST_SMTP_FROM', 'nobody'],
    ['HOLDFAST_HOLDS_DAYS', '0'],
    ['HOLDFAST_VERDICTS_DAYS', '29'],
    ['HOLDFAST_FEED_DAYS', 'long'],
    ['HOLDFAST_KEEP_MONTHS', '1'],
    ['HOLDFAST_DEMO', 'maybe'],
    ['HOLDFAST_LOG_LEVEL', 'loud'],
  ])('name the variable when %s is %j, in one line', (name, value) => {
    const result = readSettings({ [name]: value }, '/shop')
    expect(result.ok).toBe(false)
    if (!result.ok) {
      expect(result.message).toContain(name)
      expect(result.message).toMatch(/ (must|needs) /)
      expect(result.message).not.toContain('\n')
    }
  })

  const vnpay = {
    HOLDFAST_VNPAY_URL: 'https://pay.example/vpcpay.html',
    HOLDFAST_VNPAY_TMN_CODE: 'SHOP',
    HOLDFAST_VNPAY_HASH_SECRET: 'secret',
  }

  it('let a provider be set up whole, with the address that payers come back to', () => {
    const result = readSettings({ ...vnpay, HOLDFAST_PUBLIC_URL: 'https://shop.example/' }, '/shop')
    const returnUrl = 'https://shop.example/v1/payments/vnpay/return'
    expect(result).toMatchObject({
      ok: true,
      settings: { payments: { vnpay: { tmnCode: 'SHOP', returnUrl }, momo: null } },
    })
  })

  it('name in one line what a provider that is set up by half lacks', () => {
    expect(readSettings({ ...vnpay, HOLDFAST_VNPAY_TMN_CODE: '' }, '/shop')).toEqual({
      ok: false,
      message: 'wrong setting: HOLDFAST_VNPAY_URL needs HOLDFAST_VNPAY_TMN_CODE and HOLDFAST_PUBLIC_URL beside it',
    })
    expect(readSettings({ HOLDFAST_MOMO_SECRET_KEY: 'x' }, '/shop')).toMatchObject({
      ok: false,
      message: expect.stringMatching(/^wrong setting: HOLDFAST_MOMO_SECRET_KEY needs HOLDFAST_MOMO_URL and /),
    })
  })

  it('take a bank account apart, whose name may have colons', () => {
    const bankAccount = { bin: '970436', account: '0123456789', name: 'TRA: SEN' }
    expect(readSettings({ HOLDFAST_BANK_ACCOUNT: '970436:0123456789:TRA: SEN' }, '/shop')).toMatchObject({
      ok: true,
      settings: { payments: { bankAccount } },
    })
  })
})
