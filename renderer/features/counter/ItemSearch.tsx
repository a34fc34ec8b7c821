import { Combobox, TextInput, useCombobox } from '@mantine/core'
import { ScanBarcode } from 'lucide-react'
import { type Ref, useDeferredValue, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useGround, useTerminal } from '../../app/TerminalContext.tsx'
import type { Item } from '../../app/terminal.ts'
import { useFormats } from '../../app/useFormats.ts'
import { useLive } from '../../app/useLive.ts'
import { KeyHint } from '../../ui/KeyHint.tsx'
import classes from './ItemSearch.module.css'
import { useDesk } from './DeskContext.tsx'

const resultsShown = 8
/** Stands for the voucher among the results, whose other values are SKUs: none has a space in front. */
const voucherOption = ' voucher'

const Result = ({ item }: { item: Item }) => {
  const { t } = useTranslation()
  const formats = useFormats()
  const { stock } = useTerminal()
  const level = useLive(useMemo(() => stock.level(item.sku), [stock, item.sku]))
  const available = level?.available ?? 0
  return (
    <span className={classes.result}>
      <span className={classes.name}>{item.name}</span>
      <span className={classes.price}>{formats.money(item.price, item.currency)}</span>
      <span className={classes.sku}>{item.sku}</span>
      <span className={classes.left} data-none={available <= 0}>
        {t('counter.short.left', { amount: formats.number(available) })}
      </span>
    </span>
  )
}

/** Finds a thing by name without accents, by SKU or barcode, or a voucher by its whole code; Enter puts the first into the cart. */
export const ItemSearch = ({ inputRef }: { inputRef: Ref<HTMLInputElement> }) => {
  const { t } = useTranslation()
  const { terminal } = useGround()
  const desk = useDesk()
  const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() })
  const [text, setText] = useState('')
  const wanted = useDeferredValue(text.trim())
  const voucherOf = (typed: string): string | null => {
    const { state, code } = terminal.vouchers.check(typed)
    return state === 'unknown' ? null : code
  }
  const items = useMemo(
    () => (wanted === '' ? [] : terminal.catalogue.search(wanted, resultsShown)),
    [terminal.catalogue, wanted],
  )

  const voucher = wanted === '' ? null : voucherOf(wanted)
  const isNothing = wanted !== '' && items.length === 0 && voucher === null
  // What lies in somebody's hand and is found nowhere is not unknown: the shop has stopped selling it.
  const unsold = useMemo(
    () => (isNothing ? terminal.catalogue.search(wanted, 1, true)[0] : undefined),
    [isNothing, terminal.catalogue, wanted],
  )

  const done = () => {
    setText('')
    combobox.closeDropdown()
  }
  const pick = (item: Item) => {
    done()
    void desk.add(item)
  }
  const use = (code: string) => {
    done()
    void desk.scan(code)
  }
  const pickFirst = (typed: string) => {
    const code = voucherOf(typed)
    const exact = terminal.catalogue.find(typed)
    if (exact === null && code !== null) return use(code)
    const first = exact ?? terminal.catalogue.search(typed, 1)[0]
    if (first !== undefined) pick(first)
  }
  return (
    <Combobox
      store={combobox}
      withinPortal={false}
      position="bottom-start"
      onOptionSubmit={(sku) => {
        if (sku === voucherOption && voucher !== null) return use(voucher)
        const item = items.find((each) => each.sku === sku)
        if (item !== undefined) pick(item)
      }}
    >
      <Combobox.Target withExpandedAttribute>
        <TextInput
          // What a combobox has to say besides its role, the target adds.
          // oxlint-disable-next-line jsx-a11y/role-has-required-aria-props
          role="combobox"
          ref={inputRef}
          aria-label={t('search.label')}
          placeholder={t('search.placeholder')}
          leftSection={<ScanBarcode size={20} aria-hidden />}
          rightSection={<KeyHint keys="F2" />}
          rightSectionPointerEvents="none"
          autoComplete="off"
          spellCheck={false}
          value={text}
          onChange={(event) => {
            setText(event.currentTarget.value)
            combobox.openDropdown()
            combobox.updateSelectedOptionIndex()
          }}
          onFocus={() => text !== '' && combobox.openDropdown()}
          onBlur={() => combobox.closeDropdown()}
          onKeyDown={(event) => {
            if (event.key === 'Escape') setText('')
            // The arrows choose; without a choice Enter means the first, or a code typed in full.
            if (event.key !== 'Enter' || combobox.getSelectedOptionIndex() >= 0 || text.trim() === '') return
            event.preventDefault()
            pickFirst(text.trim())
          }}
        />
      </Combobox.Target>
      <Combobox.Dropdown hidden={wanted === ''} className={classes.found}>
        <Combobox.Options aria-label={t('search.results')}>
          {voucher !== null && (
            <Combobox.Option value={voucherOption}>{t('counter.voucher.add', { code: voucher })}</Combobox.Option>
          )}
          {items.map((item) => (
            <Combobox.Option key={item.sku} value={item.sku}>
              <Result item={item} />
            </Combobox.Option>
          ))}
          {isNothing && (
            <Combobox.Empty>
              {unsold === undefined
                ? t('search.nothing', { text: wanted })
                : t('counter.unlisted.title', { name: unsold.name })}
            </Combobox.Empty>
          )}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  )
}
