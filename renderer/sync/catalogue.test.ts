import { describe, expect, it } from 'vitest'
import type { DocumentOf } from '../../shared/protocol/feed.ts'
import { ItemCatalogue } from './catalogue.ts'

const item = (sku: string, name: string, ...barcodes: string[]): DocumentOf<'items'> => ({
  sku,
  name,
  barcodes,
  price: 1,
  currency: 'VND',
  safetyStock: 0,
  flashSale: false,
  listed: true,
  _deleted: false,
})
const catalogueOf = (...items: DocumentOf<'items'>[]) => {
  const documents = new Map(items.map((one) => [one.sku, one]))
  return { documents, catalogue: new ItemCatalogue(documents) }
}
const names = (items: readonly { name: string }[]) => items.map(({ name }) => name)

describe('the catalogue', () => {
  const { catalogue } = catalogueOf(
    item('CF-1', 'Cà phê sữa', '8931'),
    item('CF-2', 'Bột cà phê Đắk Lắk', '8932'),
    item('PHE-LIEU', 'Túi đựng rác', '8933'),
    item('AO-1', 'Áo thun trắng M', '8934', '8935'),
    item('AO-2', 'Áo thun đen M', '8936'),
  )

  it('finds without accents', () => {
    expect(names(catalogue.search('ca phe', 5))).toEqual(['Cà phê sữa', 'Bột cà phê Đắk Lắk'])
    expect(names(catalogue.search('dak lak', 5))).toEqual(['Bột cà phê Đắk Lắk'])
    expect(names(catalogue.search('CÀ PHÊ', 5))).toHaveLength(2)
  })

  it('does not offer what is not sold any more, but knows its barcode', () => {
    const { catalogue: some } = catalogueOf(item('A', 'Áo cũ', '1'), { ...item('B', 'Áo cũ hơn', '2'), listed: false })
    expect(names(some.search('ao cu', 5))).toEqual(['Áo cũ'])
    expect(names(some.search('ao cu', 5, true))).toEqual(['Áo cũ', 'Áo cũ hơn'])
    expect(some.find('2')).toMatchObject({ sku: 'B', listed: false })
  })

  it('finds by beginnings of words in any order, names that begin so first', () => {
    expect(names(catalogue.search('tr thun', 5))).toEqual(['Áo thun trắng M'])
    expect(names(catalogue.search('ao', 5))).toEqual(['Áo thun đen M', 'Áo thun trắng M'])
    expect(names(catalogue.search('phe', 5))).toEqual(['Bột cà phê Đắk Lắk', 'Cà phê sữa', 'Túi đựng rác'])
  })

  it('finds by SKU and barcode, the code itself first', () => {
    expect(names(catalogue.search('8935', 5))).toEqual(['Áo thun trắng M'])
    expect(names(catalogue.search('cf-2', 5))).toEqual(['Bột cà phê Đắk Lắk'])
    expect(catalogue.find('8932')?.sku).toBe('CF-2')
    expect(catalogue.find(' ao-2 ')?.sku).toBe('AO-2')
    expect(catalogue.find('')).toBeNull()
    expect(catalogue.find('nothing')).toBeNull()
  })

  it('gives no more than was asked for, and nothing for nothing', () => {
    expect(catalogue.search('a', 2)).toHaveLength(2)
    expect(catalogue.search('  ', 5)).toEqual([])
    expect(catalogue.search('xyz', 5)).toEqual([])
  })

  it('follows changes', () => {
    const { catalogue: changing, documents } = catalogueOf(item('A', 'Trà', '1'), item('B', 'Bánh', '2'))
    expect(names(changing.search('tra', 5))).toEqual(['Trà'])
    documents.set('A', item('A', 'Cà phê', '3'))
    documents.delete('B')
    documents.set('C', item('C', 'Trà sen', '1'))
    changing.changed(['A', 'B', 'C'])
    expect(names(changing.search('tra', 5))).toEqual(['Trà sen'])
    expect(changing.find('1')?.sku).toBe('C')
    expect(changing.find('2')).toBeNull()
    expect(changing.size.get()).toBe(2)
    expect(changing.inSkuOrder().map(({ item: { sku } }) => sku)).toEqual(['A', 'C'])
  })
})
