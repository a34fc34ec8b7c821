import { Button, Group } from '@mantine/core'
import { ArrowLeft } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useTerminal } from '../../app/TerminalContext.tsx'
import type { Person } from '../../app/terminal.ts'
import { useKeys } from '../../app/useKeys.ts'
import { timeLeft } from '../../i18n/timeLeft.ts'
import { KeyHint } from '../../ui/KeyHint.tsx'
import { Keypad } from '../../ui/Keypad.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { useSecond } from '../../ui/seconds.ts'
import { GatePage } from '../pairing/GatePage.tsx'
import classes from './PinEntry.module.css'

const longestPin = 12

interface Wrong {
  readonly why: 'wrong_pin' | 'wait' | 'unknown'
  /** When the next try may be made. */
  readonly until: number
}

const Waiting = ({ wrong }: { wrong: Wrong }) => {
  const { t } = useTranslation()
  const left = timeLeft(wrong.until - useSecond())
  const time = left.unit === 'clock' ? left.text : t('fuse.days', { count: left.days })
  const waits = left.unit === 'days' || left.text !== '0:00'
  if (wrong.why === 'unknown') return <Notice tone="red" title={t('signIn.unknown')} role="alert" />
  return (
    <Notice tone="amber" title={t(wrong.why === 'wrong_pin' ? 'signIn.wrong' : 'signIn.wait')} role="alert">
      {waits ? t('signIn.waitFor', { time }) : t('signIn.tryAgain')}
    </Notice>
  )
}

/** The PIN of one person, by touch or by keyboard. Wrong ones cost a wait, which is counted down. */
export const PinEntry = ({ person, onBack }: { person: Person; onBack: () => void }) => {
  const { t } = useTranslation()
  const terminal = useTerminal()
  const [pin, setPin] = useState('')
  const [busy, setBusy] = useState(false)
  const [wrong, setWrong] = useState<Wrong | null>(null)
  const now = useSecond()
  const blocked = busy || (wrong !== null && now < wrong.until)

  const untilAfter = (seconds: number) => (seconds === 0 ? 0 : terminal.clock.now() + seconds * 1000)
  const press = (digits: string) => setPin((typed) => (typed + digits).slice(0, longestPin))
  const submit = async () => {
    if (blocked || pin === '') return
    setBusy(true)
    try {
      const answer = await terminal.signIn(person.id, pin)
      setWrong(answer.ok ? null : { why: answer.why, until: untilAfter(answer.waitSeconds) })
    } finally {
      setPin('')
      setBusy(false)
    }
  }

  useKeys((event) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return
    if (event.key === 'Escape') onBack()
    else if (blocked) return
    else if (/^\d$/.test(event.key)) press(event.key)
    else if (event.key === 'Backspace') setPin((typed) => typed.slice(0, -1))
    else if (event.key === 'Enter' && !(event.target instanceof HTMLButtonElement)) void submit()
  })

  return (
    <GatePage title={person.name} text={t('signIn.pinText')}>
      <output className={classes.pin} aria-label={t('signIn.typed', { count: pin.length })}>
        {Array.from({ length: Math.max(4, pin.length) }, (_, place) => (
          <span key={place} className={classes.dot} data-typed={place < pin.length} />
        ))}
      </output>
      <Keypad
        label={t('signIn.keypad')}
        disabled={blocked}
        onPress={press}
        onBackspace={() => setPin((typed) => typed.slice(0, -1))}
      />
      <Group grow>
        <Button variant="default" size="lg" leftSection={<ArrowLeft size={20} aria-hidden />} onClick={onBack}>
          {t('signIn.others')}
        </Button>
        <Button
          size="lg"
          loading={busy}
          disabled={blocked || pin === ''}
          rightSection={<KeyHint keys="Enter" />}
          onClick={() => void submit()}
        >
          {t('signIn.submit')}
        </Button>
      </Group>
      <div className={classes.notice}>{wrong !== null && <Waiting wrong={wrong} />}</div>
    </GatePage>
  )
}
