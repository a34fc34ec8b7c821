import { Button } from '@mantine/core'
import { Plus } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { BookingBoard } from '../../app/terminal.ts'
import { onGrid, type Placed } from './planLayout.ts'
import { fieldsOf, newFields } from './tableForm.ts'
import { TableForm } from './TableForm.tsx'
import classes from './TablePanel.module.css'

export interface EditPanelProps {
  readonly board: BookingBoard
  readonly area: string
  readonly areas: readonly string[]
  readonly placed: readonly Placed[]
  readonly chosen: string | null
  readonly onDone: () => void
}

/** Below the last row, where nothing stands yet. */
const freePlace = (placed: readonly Placed[]): { x: number; y: number } => {
  const bottom = Math.max(0, ...placed.map(({ placement }) => placement.y + placement.height / 2))
  return { x: 100, y: onGrid(bottom + 90) }
}

/** The plan's edit mode: a table is chosen and changed, or a new one made. */
export const EditPanel = ({ board, area, areas, placed, chosen, onDone }: EditPanelProps) => {
  const { t } = useTranslation()
  const [isNew, setNew] = useState(placed.length === 0)
  const known = board.resources.find(({ code }) => code === chosen) ?? null
  const place = placed.find(({ code }) => code === chosen)
  if (isNew)
    return (
      <TableForm
        known={null}
        start={newFields(board.resources, area, freePlace(placed))}
        areas={areas}
        onDone={() => setNew(false)}
      />
    )
  return (
    <>
      <p className={classes.until}>{t('floor.edit.hint')}</p>
      <Button leftSection={<Plus size={18} aria-hidden />} onClick={() => setNew(true)}>
        {t('floor.edit.add')}
      </Button>
      {known !== null && place !== undefined && (
        <TableForm
          key={known.code}
          known={known}
          start={fieldsOf(known, place.placement)}
          areas={areas}
          onDone={onDone}
        />
      )}
    </>
  )
}
