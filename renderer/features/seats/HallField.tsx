import { Button, FileButton, NativeSelect } from '@mantine/core'
import { FileUp } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ShownEvent } from '../../app/terminal.ts'
import { useFormats } from '../../app/useFormats.ts'
import classes from './EventDialog.module.css'
import { type EventFields, type HallChoice, pricesOf, seatsIn } from './eventForm.ts'
import { PlanFaults } from './PlanFaults.tsx'
import { type ReadPlan, readPlan } from './planFile.ts'

export interface HallFieldProps {
  /** The event that is changed: its hall comes first. */
  readonly kept?: ShownEvent
  readonly events: readonly ShownEvent[]
  readonly hall: HallChoice
  readonly error: string | undefined
  /** Another hall, and the prices that it begins with. */
  readonly onHall: (hall: HallChoice, prices: EventFields['prices']) => void
}

const file = ''

/** One event for each hall, whichever comes first. */
const hallsOf = (events: readonly ShownEvent[], kept: ShownEvent | undefined): readonly ShownEvent[] => {
  const halls = new Map<string, ShownEvent>()
  for (const event of kept === undefined ? events : [kept, ...events])
    if (!halls.has(event.hall)) halls.set(event.hall, event)
  return [...halls.values()]
}

/** Where it is: a hall that another event is in, or a plan from a file, whose every fault is told. */
export const HallField = ({ kept, events, hall, error, onHall }: HallFieldProps) => {
  const { t } = useTranslation()
  const formats = useFormats()
  const [isFile, setFile] = useState(hall.type === 'none')
  const [read, setRead] = useState<ReadPlan | null>(null)
  const halls = hallsOf(events, kept)

  const choose = (code: string) => {
    const event = halls.find((one) => one.code === code)
    setRead(null)
    setFile(event === undefined)
    if (event === undefined) onHall({ type: 'none' }, {})
    else onHall({ type: 'event', code }, pricesOf(event))
  }
  const load = async (chosen: File | null) => {
    if (chosen === null) return
    const answer = readPlan(await chosen.text())
    setRead(answer)
    onHall(answer.ok ? { type: 'file', name: chosen.name, plan: answer.plan } : { type: 'none' }, {})
  }
  return (
    <div className={classes.hall}>
      <NativeSelect
        label={t('seats.form.hall')}
        error={isFile ? undefined : error}
        value={isFile ? file : hall.type === 'event' ? hall.code : file}
        onChange={({ currentTarget }) => choose(currentTarget.value)}
        data={[
          ...halls.map((event) => ({
            value: event.code,
            label:
              event === kept
                ? t('seats.form.keepHall', { hall: event.hall })
                : t('seats.form.sameHall', { hall: event.hall, name: event.name }),
          })),
          { value: file, label: t('seats.form.file') },
        ]}
      />
      {isFile && (
        <div className={classes.file}>
          <FileButton accept=".json,application/json" onChange={(chosen) => void load(chosen)}>
            {(props) => (
              <Button {...props} variant="default" leftSection={<FileUp size={20} aria-hidden />}>
                {t('seats.form.choose')}
              </Button>
            )}
          </FileButton>
          {hall.type === 'file' && (
            <span role="status">
              {t('seats.form.chosen', {
                name: hall.plan.name,
                count: seatsIn(hall.plan),
                amount: formats.number(seatsIn(hall.plan)),
              })}
            </span>
          )}
          {error !== undefined && read === null && <span className={classes.wrong}>{error}</span>}
        </div>
      )}
      {read !== null && !read.ok && <PlanFaults read={read} />}
    </div>
  )
}
