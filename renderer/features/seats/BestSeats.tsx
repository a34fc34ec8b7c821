import { Button, Checkbox, NativeSelect } from '@mantine/core'
import { Sparkles } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useGround } from '../../app/TerminalContext.tsx'
import type { ShownEvent } from '../../app/terminal.ts'
import { useFormats } from '../../app/useFormats.ts'
import { Stepper } from '../../ui/Stepper.tsx'
import { Notice } from '../../ui/Notice.tsx'
import classes from './BestSeats.module.css'

/** More sit together only by chance. */
const largestParty = 40

/** The best free seats for a party: one wish, one answer, whole or not at all. */
export const BestSeats = ({ event }: { event: ShownEvent }) => {
  const { t } = useTranslation()
  const formats = useFormats()
  const { terminal, sounds } = useGround()
  const [size, setSize] = useState(2)
  const [category, setCategory] = useState('')
  const [accessible, setAccessible] = useState(false)
  const [refusal, setRefusal] = useState<string | null>(null)
  const [isBusy, setBusy] = useState(false)
  const priced = event.categories.filter(({ price }) => price !== null)

  const submit = async (submitted: FormEvent) => {
    submitted.preventDefault()
    // The hub is asked, which takes a moment: pressed again meanwhile it would take seats for a second party.
    if (isBusy) return
    setBusy(true)
    const wish = { size, accessible, ...(category === '' ? {} : { category }) }
    const answer = await terminal.boxOffice.takeBest(event.code, wish).finally(() => setBusy(false))
    if (answer.ok) sounds.tick()
    else sounds.refuse()
    if (answer.ok) return setRefusal(null)
    const label = answer.seat === null ? '' : (terminal.boxOffice.seat(event.code, answer.seat)?.label ?? answer.seat)
    setRefusal(answer.why === 'offline' ? t('seats.why.offlineParty') : t(`seats.why.${answer.why}`, { label }))
  }
  return (
    <form className={classes.best} onSubmit={(submitted) => void submit(submitted)}>
      <div className={classes.row}>
        <h3>{t('seats.best.title')}</h3>
        <Stepper value={size} max={largestParty} label={t('seats.best.size')} onChange={setSize} />
      </div>
      {priced.length > 1 && (
        <NativeSelect
          aria-label={t('seats.best.category')}
          value={category}
          onChange={(changed) => setCategory(changed.currentTarget.value)}
          data={[
            { value: '', label: t('seats.best.any') },
            ...priced.map(({ name, price }) => ({
              value: name,
              label: `${name} · ${formats.money(price ?? 0, event.currency)}`,
            })),
          ]}
        />
      )}
      <Checkbox
        className={classes.check}
        checked={accessible}
        label={t('seats.best.accessible')}
        onChange={(changed) => setAccessible(changed.currentTarget.checked)}
      />
      <Button type="submit" variant="light" loading={isBusy} leftSection={<Sparkles size={20} aria-hidden />}>
        {t('seats.best.take')}
      </Button>
      {refusal !== null && <Notice tone="amber" role="alert" title={refusal} />}
    </form>
  )
}
