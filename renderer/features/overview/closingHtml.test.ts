import { expect, it } from 'vitest'
import { closingHtml } from './closingHtml.ts'

it('is a page of its own for A4; whatever a channel is called, it is only text', () => {
  const page = closingHtml({
    ...{
      language: 'vi',
      shop: 'Tiệm Mây',
      title: 'Chốt ngày 26/11/2026',
      asOf: 'số liệu lúc 21:00',
      signature: 'Người chốt',
    },
    parts: [
      {
        heading: 'Theo kênh',
        rows: [
          { word: '<script>alert(1)</script>', count: '2', amount: '30.000 ₫' },
          { word: 'Tổng', count: '2', amount: '30.000 ₫', isSum: true },
        ],
      },
    ],
  })
  expect(page).toContain('size: A4')
  expect(page).toContain('<h1>Chốt ngày 26/11/2026</h1>')
  expect(page).not.toContain('<script')
  expect(page).toContain('<tr class="sum"><td>Tổng</td><td>2</td><td>30.000 ₫</td></tr>')
})
