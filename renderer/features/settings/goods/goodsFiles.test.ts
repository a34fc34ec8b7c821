import { expect, it } from 'vitest'
import { neededColumns } from '../../../../shared/protocol/itemImport.ts'
import { exampleFile, rejectedFile } from './goodsFiles.ts'

it('the example has the columns that the hub wants, and this location', () => {
  const [head, ...lines] = exampleFile('q1').replace('\ufeff', '').trimEnd().split('\r\n')
  expect(head).toBe(neededColumns.join(','))
  expect(lines[0]).toBe('CF-SUA,Cà phê sữa đá,8930000000009,29000,q1,50')
  expect(lines[1]).toContain('"Trà đào, cam sả"')
})

it('rejected lines are written with what is wrong, quotes and commas kept', () => {
  expect(rejectedFile(['Dòng', 'Lý do'], [[4, 'không có nơi "q9", hãy xem lại']])).toBe(
    '\ufeffDòng,Lý do\r\n4,"không có nơi ""q9"", hãy xem lại"\r\n',
  )
})
