import { describe, expect, it } from 'vitest'
import { receiptHtml } from './receiptHtml.ts'

const text = {
  language: 'vi',
  shop: 'Tiệm <Mây> & "Gió"',
  heading: 'Hoá đơn',
  number: 'Số 3-261123-001',
  soldAt: '23/11/2026 09:41',
  customer: null,
  staff: 'Thu ngân: Lan',
  lines: [{ name: '<script>alert(1)</script>', count: '2 × 199.000 ₫', sum: '398.000 ₫' }],
  sums: [{ word: 'Tổng', amount: '398.000 ₫', big: true }],
  thanks: 'Cảm ơn',
  code: '3-261123-0001',
}

describe('receipt for the printer', () => {
  it('holds the figures and is a page of 80 mm by itself', () => {
    const html = receiptHtml(text)
    expect(html).toContain('size: 80mm')
    expect(html).toContain('2 × 199.000 ₫')
    expect(html).toContain('<html lang="vi">')
    expect(html).toContain('<svg')
  })

  it('takes names for text, whatever is in them, and loads nothing', () => {
    const html = receiptHtml(text)
    expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;')
    expect(html).toContain('Tiệm &lt;Mây&gt; &amp; &quot;Gió&quot;')
    expect(html).not.toMatch(/<script|<link|<img|https?:/)
  })
})
