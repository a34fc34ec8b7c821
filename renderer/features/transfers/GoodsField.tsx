import { Combobox, TextInput, useCombobox } from '@mantine/core'
import { ScanBarcode } from 'lucide-react'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Item } from '../../app/terminal.ts'
import { useTerminal } from '../../app/TerminalContext.tsx'
import { useFormats } from '../../app/useFormats.ts'
import classes from '../counter/ItemSearch.module.css'

const resultsShown = 6

/** Finds a thing by name without accents, by SKU or barcode; Enter takes the first. */
export const GoodsField = ({ onPick }: { onPick: (item: Item) => void }) => {
  const { t } = useTranslation()
  const formats = useFormats()
  const { catalogue, stock } = useTerminal()
  const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() })
  const [text, setText] = useState('')
  const wanted = text.trim()
  const items = useMemo(() => (wanted === '' ? [] : catalogue.search(wanted, resultsShown, true)), [catalogue, wanted])
  const pick = (item: Item | undefined) => {
    if (item === undefined) return
    setText('')
    combobox.closeDropdown()
    onPick(item)
  }
  return (
    <Combobox
      store={combobox}
      withinPortal={false}
      position="bottom-start"
      onOptionSubmit={(sku) => pick(items.find((item) => item.sku === sku))}
    >
      <Combobox.Target withExpandedAttribute>
        <TextInput
          // What a combobox has to say besides its role, the target adds.
          // oxlint-disable-next-line jsx-a11y/role-has-required-aria-props
          role="combobox"
          aria-label={t('transfers.find')}
          placeholder={t('transfers.find')}
          leftSection={<ScanBarcode size={20} aria-hidden />}
          autoComplete="off"
          spellCheck={false}
          value={text}
          onChange={(event) => {
            setText(event.currentTarget.value)
            combobox.openDropdown()
          }}
          onFocus={() => text !== '' && combobox.openDropdown()}
          onBlur={() => combobox.closeDropdown()}
          onKeyDown={(event) => {
            if (event.key === 'Escape') setText('')
            if (event.key !== 'Enter' || combobox.getSelectedOptionIndex() >= 0 || wanted === '') return
            event.preventDefault()
            pick(catalogue.find(wanted) ?? items[0])
          }}
        />
      </Combobox.Target>
      <Combobox.Dropdown hidden={wanted === ''} className={classes.found}>
        <Combobox.Options aria-label={t('search.results')}>
          {items.map((item) => (
            <Combobox.Option key={item.sku} value={item.sku}>
              <span className={classes.result}>
                <span className={classes.name}>{item.name}</span>
                <span className={classes.price}>{formats.money(item.price, item.currency)}</span>
                <span className={classes.sku}>{item.sku}</span>
                <span className={classes.left} data-none={(stock.level(item.sku).get()?.available ?? 0) <= 0}>
                  {t('counter.short.left', { amount: formats.number(stock.level(item.sku).get()?.available ?? 0) })}
                </span>
              </span>
            </Combobox.Option>
          ))}
          {items.length === 0 && <Combobox.Empty>{t('search.nothing', { text: wanted })}</Combobox.Empty>}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  )
}
