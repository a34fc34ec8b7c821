import { Button, NativeSelect, SegmentedControl, TextInput } from '@mantine/core'
import { UserPlus } from 'lucide-react'
import { type FormEvent, type KeyboardEvent, useDeferredValue, useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useTerminal } from '../../app/TerminalContext.tsx'
import { useLive } from '../../app/useLive.ts'
import { useMoment } from '../../app/useMoment.ts'
import { KeyHint } from '../../ui/KeyHint.tsx'
import { dayOf } from '../bookings/days.ts'
import { useHostDesk } from '../bookings/HostDeskContext.tsx'
import { partyOf } from '../bookings/newBookingForm.ts'
import { servicesHere } from '../bookings/servicesHere.ts'
import { useDayOptions } from '../bookings/useDayOptions.ts'
import classes from './JoinForm.module.css'
import { dayMeant, type JoinFault, type JoinFields, joiningOf } from './joinForm.ts'

/** How long a guest at the door is told to wait, worked out while it is typed. */
const Quote = ({ service, party }: { service: string; party: number }) => {
  const { t } = useTranslation()
  const { bookings } = useTerminal()
  const board = useLive(bookings.board)
  const moment = useMoment(30)
  const text = useMemo(() => {
    const minutes = bookings.waiting.quote(service, party)
    if (minutes === 'unfit') return t('waiting.quoteUnfit')
    if (minutes === null) return t('waiting.quoteNone')
    return minutes === 0 ? t('waiting.quoteNow') : t('waiting.quote', { count: minutes })
    // The board and the moment are what the answer stands on.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [bookings, board, moment, service, party, t])
  return <>{text}</>
}

/** Writes a guest onto the list in seconds: how many, who, and whether they stand at the door; Enter adds them. */
export const JoinForm = () => {
  const { t } = useTranslation()
  const { bookings, clock } = useTerminal()
  const desk = useHostDesk()
  const board = useLive(bookings.board)
  const services = servicesHere(board)
  const days = useDayOptions(board.zone)
  const first = (): JoinFields => ({
    ...{ party: '2', name: '', phone: '', service: services[0]?.code ?? '', atTheDoor: true },
    ...{ date: dayOf(board.zone, clock.now()).date, from: '', to: '' },
  })
  const [fields, setFields] = useState(first)
  const [fault, setFault] = useState<JoinFault | null>(null)
  const asked = useDeferredValue(fields)
  const party = useRef<HTMLInputElement>(null)
  const isCalled = useLive(desk.joining)
  useEffect(() => {
    if (!isCalled) return
    party.current?.focus()
    desk.joining.set(false)
  }, [isCalled, desk])

  const set = (change: Partial<JoinFields>) => {
    setFault(null)
    setFields({ ...fields, ...change })
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const joining = joiningOf(fields, board.zone, clock.now())
    if (!joining.ok) return setFault(joining.fault)
    void desk.join(joining.wish).then((isJoined) => {
      if (!isJoined) return
      setFields({ ...first(), service: fields.service })
      party.current?.focus()
    })
  }
  const text = (field: 'party' | 'name' | 'phone' | 'from' | 'to') => ({
    label: t(`waiting.${field}`),
    value: fields[field],
    autoComplete: 'off',
    spellCheck: false,
    error: fault?.field === field ? t(`waiting.wrong.${fault.why}`) : undefined,
    onChange: (event: { currentTarget: { value: string } }) => set({ [field]: event.currentTarget.value }),
    // Held down, Enter writes one guest: the form is empty again by then, and each repeat would be a party without a name.
    onKeyDown: (event: KeyboardEvent) => event.key === 'Enter' && event.repeat && event.preventDefault(),
  })
  const guests = partyOf(asked.party)
  return (
    <form className={classes.form} onSubmit={submit} noValidate aria-label={t('waiting.add')}>
      <TextInput
        {...text('party')}
        label={
          <>
            {t('waiting.party')} <KeyHint keys="F10" />
          </>
        }
        className={classes.party}
        ref={party}
        inputMode="numeric"
        onFocus={(event) => event.currentTarget.select()}
      />
      <TextInput {...text('name')} className={classes.name} />
      <TextInput {...text('phone')} className={classes.phone} inputMode="tel" />
      {services.length > 1 && (
        <NativeSelect
          className={classes.service}
          label={t('waiting.service')}
          value={fields.service}
          onChange={(event) => set({ service: event.currentTarget.value })}
          data={services.map(({ code, name }) => ({ value: code, label: name }))}
        />
      )}
      <SegmentedControl
        className={classes.how}
        aria-label={t('waiting.how')}
        value={fields.atTheDoor ? 'door' : 'time'}
        onChange={(value) => set({ atTheDoor: value === 'door' })}
        data={[
          { value: 'door', label: t('waiting.door') },
          { value: 'time', label: t('waiting.time') },
        ]}
      />
      {!fields.atTheDoor && (
        <div className={classes.when}>
          <NativeSelect
            label={t('waiting.day')}
            value={dayMeant(fields.date, board.zone, clock.now())}
            onChange={(event) => set({ date: event.currentTarget.value })}
            data={days}
          />
          <TextInput {...text('from')} inputMode="numeric" placeholder={t('waiting.timeHint')} />
          <TextInput {...text('to')} inputMode="numeric" />
        </div>
      )}
      <div className={classes.end}>
        <span className={classes.quote} role="status">
          {fields.atTheDoor && guests !== null && <Quote service={asked.service} party={guests} />}
        </span>
        <Button type="submit" px="sm" leftSection={<UserPlus size={18} aria-hidden />}>
          {t('waiting.submit')}
        </Button>
      </div>
    </form>
  )
}
