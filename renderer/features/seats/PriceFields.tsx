import { TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { ShownEvent } from '../../app/terminal.ts'
import classes from './EventDialog.module.css'
import { categoriesOf, type EventFields, type HallChoice } from './eventForm.ts'

export interface PriceFieldsProps {
  readonly hall: HallChoice
  readonly events: readonly ShownEvent[]
  readonly prices: EventFields['prices']
  readonly error: string | undefined
  readonly onPrices: (prices: EventFields['prices']) => void
}

/** A price for each category of the hall; those without one are not sold here. */
export const PriceFields = ({ hall, events, prices, error, onPrices }: PriceFieldsProps) => {
  const { t } = useTranslation()
  const categories = categoriesOf(hall, events)
  if (categories.length === 0) return null
  return (
    <fieldset className={classes.prices}>
      <legend>{t('seats.form.prices')}</legend>
      <p>{t('seats.form.unpriced')}</p>
      <div className={classes.three}>
        {categories.map((category) => (
          <TextInput
            key={category}
            label={category}
            inputMode="decimal"
            autoComplete="off"
            value={prices[category] ?? ''}
            onChange={({ currentTarget }) => onPrices({ ...prices, [category]: currentTarget.value })}
          />
        ))}
      </div>
      {error !== undefined && (
        <p className={classes.wrong} role="alert">
          {error}
        </p>
      )}
    </fieldset>
  )
}
