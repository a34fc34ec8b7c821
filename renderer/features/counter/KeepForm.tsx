import { Button, SegmentedControl, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { mostKeptLines } from '../../../shared/orders/orderCommands.ts'
import { DateInput } from '../../app/DateInput.tsx'
import { useTerminal } from '../../app/TerminalContext.tsx'
import { useFormats } from '../../app/useFormats.ts'
import { useLive } from '../../app/useLive.ts'
import { useMoment } from '../../app/useMoment.ts'
import { useZone } from '../../app/useZone.ts'
import { DialogButtons } from '../../ui/DialogFoot.tsx'
import { KeyHint } from '../../ui/KeyHint.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { typedMinute } from '../bookings/days.ts'
import { AmountField } from '../orders/AmountField.tsx'
import { useDesk } from './DeskContext.tsx'
import classes from './KeepDialog.module.css'
import type { Asked } from './KeepDialog.tsx'
import { dateAhead, lastDate, quickDays, untilOf } from './keepUntil.ts'

const deposits = ['none', 'part', 'all'] as const
type Deposit = (typeof deposits)[number]

const dayKeys = { 0: 'today', 1: 'tomorrow', 3: 'inThreeDays' } as const

/** Why the cart cannot be kept as it stands, in words that say what to do instead. */
const Obstacle = () => {
  const { t } = useTranslation()
  const { counter, status } = useTerminal()
  useLive(counter.cart)
  useLive(status)
  const why = counter.obstacleToKeep()
  if (why === null) return null
  const words = { count: mostKeptLines }
  return (
    <Notice tone={why === 'offline' ? 'offline' : 'amber'} role="alert" title={t(`counter.keep.not.${why}`, words)}>
      {t(`counter.keep.instead.${why}`)}
    </Notice>
  )
}

/** Whom the cart is kept for, until when, and how much of it is paid now. */
export const KeepForm = ({ onKept, onClose }: { onKept: (asked: Asked) => void; onClose: () => void }) => {
  const { t } = useTranslation()
  const formats = useFormats()
  const { counter, status } = useTerminal()
  const desk = useDesk()
  const zone = useZone()
  const now = useMoment()
  const { total } = useLive(counter.cart)
  useLive(status)
  const [name, setName] = useState('')
  const [phone, setPhone] = useState('')
  const [date, setDate] = useState(() => dateAhead(zone, now, 1))
  const [isOther, setOther] = useState(false)
  const [time, setTime] = useState('')
  const [deposit, setDeposit] = useState<Deposit>('none')
  const [typed, setTyped] = useState(0)
  const [busy, setBusy] = useState(false)

  const minute = time.trim() === '' ? null : typedMinute(time)
  const isTime = time.trim() === '' || minute !== null
  const until = isTime ? untilOf(zone, date, minute, now) : null
  const customer = {
    ...(name.trim() === '' ? {} : { name: name.trim() }),
    ...(phone.trim() === '' ? {} : { phone: phone.trim() }),
  }
  const amount = deposit === 'none' ? 0 : deposit === 'all' ? total : typed
  const isAmount = deposit !== 'part' || (typed > 0 && typed <= total)
  const isKnown = Object.keys(customer).length > 0
  const isReady = isKnown && until !== null && isAmount && counter.obstacleToKeep() === null

  const keep = async () => {
    if (busy || !isReady) return
    setBusy(true)
    const answer = await desk.keep({ customer, until, deposit: amount })
    setBusy(false)
    // What stands in the way since is said above.
    if (answer.ok) onKept({ order: answer.order, number: answer.number, pays: amount > 0 })
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void keep()
  }
  const chosenDay = isOther ? 'other' : String(quickDays.find((days) => dateAhead(zone, now, days) === date) ?? 'other')
  const chooseDay = (value: string) => {
    const days = quickDays.find((one) => String(one) === value)
    setOther(days === undefined)
    if (days !== undefined) setDate(dateAhead(zone, now, days))
  }
  return (
    <form className={classes.form} onSubmit={submit}>
      <Obstacle />
      <div className={classes.pair}>
        <TextInput
          data-autofocus
          maxLength={120}
          autoComplete="off"
          label={t('counter.keep.name')}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <TextInput
          type="tel"
          maxLength={40}
          autoComplete="off"
          label={t('counter.keep.phone')}
          value={phone}
          onChange={(event) => setPhone(event.currentTarget.value)}
        />
      </div>
      <div className={classes.question}>
        <p className={classes.until} data-testid="kept-until" role="status">
          {until !== null
            ? t('counter.keep.keptUntil', { day: formats.day(until), time: formats.time(until) })
            : isTime
              ? t('counter.keep.noUntil', { last: formats.fullDay(lastDate(zone, now)) })
              : t('counter.keep.noTime')}
        </p>
        <SegmentedControl
          fullWidth
          aria-label={t('counter.keep.until')}
          value={chosenDay}
          onChange={chooseDay}
          data={[
            ...quickDays.map((days) => ({ value: String(days), label: t(`counter.keep.${dayKeys[days]}`) })),
            { value: 'other', label: t('counter.keep.otherDay') },
          ]}
        />
      </div>
      <div className={classes.pair}>
        {chosenDay === 'other' && (
          <DateInput
            label={t('counter.keep.day')}
            min={dateAhead(zone, now, 0)}
            max={lastDate(zone, now)}
            date={date}
            onDate={setDate}
          />
        )}
        <TextInput
          label={t('counter.keep.time')}
          description={t('counter.keep.timeHint')}
          maxLength={5}
          autoComplete="off"
          error={isTime ? undefined : t('counter.keep.noTime')}
          value={time}
          onChange={(event) => setTime(event.currentTarget.value)}
        />
      </div>
      <div className={classes.question}>
        <h3>{t('counter.keep.deposit')}</h3>
        <SegmentedControl
          fullWidth
          aria-label={t('counter.keep.deposit')}
          value={deposit}
          onChange={(value) => setDeposit(deposits.find((one) => one === value) ?? deposit)}
          data={deposits.map((value) => ({
            value,
            label: t(`counter.keep.deposits.${value}`, { amount: formats.money(total) }),
          }))}
        />
      </div>
      {deposit === 'part' && <AmountField amount={typed} onAmount={setTyped} onWhole={() => void keep()} />}
      {typed > total && deposit === 'part' && (
        <Notice tone="amber" title={t('counter.keep.tooMuch', { amount: formats.money(total) })} />
      )}
      <p>{t('counter.keep.after')}</p>
      <DialogButtons>
        <Button variant="default" onClick={onClose}>
          {t('common.cancel')}
        </Button>
        <Button type="submit" loading={busy} disabled={!isReady} rightSection={<KeyHint keys="Enter" />}>
          {t('counter.keep.submit')}
        </Button>
      </DialogButtons>
    </form>
  )
}
