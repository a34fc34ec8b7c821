import { NativeSelect } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useTerminal } from '../../../app/TerminalContext.tsx'
import { useLivePart } from '../../../app/useLive.ts'
import part from '../SettingsScreen.module.css'
import { ShiftForm } from './ShiftForm.tsx'
import classes from './Shifts.module.css'

/** When each person, table and room can be booked: a manager's. */
export const ShiftsPanel = () => {
  const { t } = useTranslation()
  const resources = useLivePart(useTerminal().bookings.board, (board) => board.resources)
  const [wanted, setWanted] = useState('')
  const known = resources
    .filter(({ active }) => active)
    .toSorted((a, b) => Number(b.kind === 'staff') - Number(a.kind === 'staff'))
  const resource = known.find(({ code }) => code === wanted) ?? known[0]
  if (resource === undefined) return null
  return (
    <section className={part.part} aria-labelledby="shifts">
      <h2 id="shifts">{t('shifts.title')}</h2>
      <p className={part.hint}>{t('shifts.hint')}</p>
      <div className={classes.panel}>
        <NativeSelect
          label={t('shifts.whose')}
          value={resource.code}
          onChange={(event) => setWanted(event.currentTarget.value)}
          data={known.map(({ code, name }) => ({ value: code, label: name }))}
        />
        <ShiftForm key={resource.code} resource={resource} />
      </div>
    </section>
  )
}
