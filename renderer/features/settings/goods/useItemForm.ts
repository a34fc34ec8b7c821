import { useState } from 'react'
import type { SavedItem } from '../../../app/questions.ts'
import { useTerminal } from '../../../app/TerminalContext.tsx'
import type { Item } from '../../../app/terminal.ts'
import { useScans } from '../../counter/useScans.ts'
import { barcodesIn, emptyFields, type ItemField, type ItemFields, priceText, readFields } from './itemForm.ts'

/** The form of one item: what is typed and scanned, and which item it is about. */
export interface ItemForm {
  readonly fields: ItemFields
  /** The item that has this SKU already. */
  readonly known: Item | null
  /** Whether it is sold. */
  readonly listed: boolean
  list(listed: boolean): void
  /** Another item that has one of these barcodes. */
  readonly barcodeOwner: Item | null
  /** What is on hand here of the known item. */
  readonly onHandNow: number | null
  readonly wrong: readonly ItemField[]
  type(field: ItemField, text: string): void
  /** Fills the form with the item whose SKU was typed. */
  loadKnown(): void
  /** The item to be saved; null if something does not fit, which is shown, or if the form was only filled just now. */
  read(): SavedItem | null
  clear(): void
}

export const useItemForm = (currency: string): ItemForm => {
  const { catalogue, stock } = useTerminal()
  const [fields, setFields] = useState(emptyFields)
  const [listed, list] = useState(true)
  const [wrong, setWrong] = useState<readonly ItemField[]>([])
  /** Of which item the fields are filled. */
  const [loaded, setLoaded] = useState<string | null>(null)

  const withSku = (sku: string): Item | null => {
    const found = catalogue.find(sku)
    return found?.sku === sku ? found : null
  }
  const sku = fields.sku.trim()
  const known = withSku(sku)
  const barcodeOwner =
    barcodesIn(fields.barcodes)
      .map((code) => catalogue.find(code))
      .find(
        (owner, place) =>
          owner !== null && owner.sku !== sku && owner.barcodes.includes(barcodesIn(fields.barcodes)[place] ?? ''),
      ) ?? null

  const load = (item: Item): void => {
    setFields({
      sku: item.sku,
      name: item.name,
      barcodes: item.barcodes.join(' '),
      price: priceText(item.price, item.currency),
      safetyStock: String(stock.level(item.sku).get()?.safetyStock ?? 0),
      onHand: '',
    })
    list(item.listed)
    setWrong([])
    setLoaded(item.sku)
  }
  useScans((code) => {
    const item = catalogue.find(code)
    if (item !== null) return load(item)
    setFields((all) => ({ ...all, barcodes: [...barcodesIn(all.barcodes), code].join(' ') }))
  })

  return {
    fields,
    known,
    listed,
    list,
    barcodeOwner,
    onHandNow: known === null ? null : (stock.level(sku).get()?.onHand ?? 0),
    wrong,
    type: (field, text) => {
      setFields((all) => ({ ...all, [field]: text }))
      setWrong((all) => all.filter((one) => one !== field))
    },
    loadKnown: () => {
      if (known !== null && loaded !== known.sku) load(known)
    },
    read: () => {
      // Nobody replaces what they have not seen.
      if (known !== null && loaded !== known.sku) {
        load(known)
        return null
      }
      const answer = readFields(fields, currency)
      setWrong(answer.ok ? [] : answer.wrong)
      return answer.ok && barcodeOwner === null ? { ...answer.item, listed, isNew: known === null } : null
    },
    clear: () => {
      setFields(emptyFields)
      list(true)
      setLoaded(null)
    },
  }
}
