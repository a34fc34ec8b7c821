import { Box, Button, NativeSelect } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { maxQuantity } from '../../../shared/quantity.ts'
import { QuestionNotice } from '../../app/QuestionNotice.tsx'
import { useGround } from '../../app/TerminalContext.tsx'
import { useFormats } from '../../app/useFormats.ts'
import { Loading } from '../../ui/Loading.tsx'
import { FieldRow } from '../../ui/FieldRow.tsx'
import { readWhole } from '../../ui/wholeNumber.ts'
import { WholeNumberInput } from '../../ui/WholeNumberInput.tsx'
import classes from './ItemDrawer.module.css'

/** For how long goods may be put on flash sale at a time, in hours. */
const spans = [1, 2, 4, 12, 24, 72] as const
const buyerRange = { min: 1, max: maxQuantity }

/** Whether a crowd is expected for one thing here, and until when; a manager begins that and ends it. */
export const FlashSale = ({ sku }: { readonly sku: string }) => {
  const { t } = useTranslation()
  const formats = useFormats()
  const { questions } = useGround()
  const client = useQueryClient()
  const [hours, setHours] = useState<number>(spans[1])
  const [perBuyer, setPerBuyer] = useState('')
  const most = readWhole(perBuyer, buyerRange)
  const queryKey = ['flashSale', sku]
  const sale = useQuery({ queryKey, queryFn: () => questions.flashSaleOf(sku) })
  const change = useMutation({
    mutationFn: (wanted: number | null) =>
      wanted === null
        ? questions.endFlashSale(sku)
        : questions.beginFlashSale(sku, wanted, most.type === 'number' ? most.value : null),
    onSuccess: () => client.invalidateQueries({ queryKey }),
  })
  if (sale.isPending) return <Loading height={124} />
  if (sale.isError) return <QuestionNotice error={sale.error} onRetry={() => void sale.refetch()} />
  if (sale.data === null) return <p className={classes.none}>{t('stock.notHere')}</p>
  const { always, isOn, endsAt } = sale.data
  const state = () => {
    if (always) return t('stock.flash.always')
    if (!isOn) return t('stock.flash.off')
    return endsAt === null ? t('stock.flash.on') : t('stock.flash.until', { time: formats.dateAndTime(endsAt) })
  }
  return (
    <>
      <p className={classes.none}>
        {state()}
        {sale.data.perBuyer !== null && ` ${t('stock.flash.perBuyerOn', { amount: sale.data.perBuyer })}`}
      </p>
      {!always && !isOn && (
        <Box mt="xs">
          <FieldRow fields={2} ends="button">
            <NativeSelect
              label={t('stock.flash.span')}
              data={spans.map((span) => ({ value: String(span), label: t('stock.flash.hours', { amount: span }) }))}
              value={String(hours)}
              onChange={(event) => setHours(Number(event.currentTarget.value))}
            />
            <WholeNumberInput
              label={t('stock.flash.perBuyer')}
              placeholder={t('stock.flash.noLimit')}
              range={buyerRange}
              text={perBuyer}
              onText={setPerBuyer}
            />
            <Button
              variant="default"
              loading={change.isPending}
              disabled={most.type === 'wrong'}
              onClick={() => change.mutate(hours)}
            >
              {t('stock.flash.begin')}
            </Button>
          </FieldRow>
        </Box>
      )}
      {!always && isOn && (
        <Button variant="default" mt="xs" loading={change.isPending} onClick={() => change.mutate(null)}>
          {t('stock.flash.end')}
        </Button>
      )}
      {change.isError && <QuestionNotice error={change.error} />}
    </>
  )
}
