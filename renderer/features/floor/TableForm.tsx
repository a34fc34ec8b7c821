import { Button, Group, NativeSelect, SegmentedControl, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { RotateCw } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { tableShapes } from '../../../shared/bookings/resources.ts'
import { QuestionNotice } from '../../app/QuestionNotice.tsx'
import { useGround } from '../../app/TerminalContext.tsx'
import type { BoardResource } from '../../app/terminal.ts'
import { Notice } from '../../ui/Notice.tsx'
import { readTable, sizes, type TableFault, type TableFields } from './tableForm.ts'
import { OutOfUseDialog } from '../settings/bookables/OutOfUseDialog.tsx'
import classes from './TablePanel.module.css'

const eighthTurn = 45
const shapeOf = (value: string) => tableShapes.find((each) => each === value)
const sizeNamed = (value: string) => sizes.find((each) => each === value)

export interface TableFormProps {
  readonly start: TableFields
  /** null for a table that is new. */
  readonly known: BoardResource | null
  readonly areas: readonly string[]
  readonly onDone: () => void
}

/** What a table is called, how many it seats and what it looks like. */
export const TableForm = ({ start, known, areas, onDone }: TableFormProps) => {
  const { t } = useTranslation()
  const { questions } = useGround()
  const [fields, setFields] = useState(start)
  const [wrong, setWrong] = useState<readonly TableFault[]>([])
  const [isAsked, setAsked] = useState(false)
  const save = useMutation({ mutationFn: questions.saveResource, onSuccess: (isSaved) => isSaved && onDone() })
  const set = (change: Partial<TableFields>) => {
    setFields((all) => ({ ...all, ...change }))
    setWrong([])
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    // Where it stands is said by dragging, perhaps since the form was opened.
    const read = readTable({ ...fields, x: start.x, y: start.y }, known)
    setWrong(read.ok ? [] : read.wrong)
    if (read.ok) save.mutate(read.written)
  }
  const text = (field: 'name' | 'code' | 'area' | 'minParty' | 'maxParty' | 'buffer') => ({
    label: t(`floor.edit.${field}`),
    value: fields[field],
    autoComplete: 'off',
    onChange: (event: { currentTarget: { value: string } }) => set({ [field]: event.currentTarget.value }),
  })
  const faultOf = (fault: TableFault) => (wrong.includes(fault) ? t(`floor.edit.wrong.${fault}`) : undefined)
  return (
    <form className={classes.next} onSubmit={submit} noValidate aria-label={known?.name ?? t('floor.edit.newTable')}>
      <h2>{known?.name ?? t('floor.edit.newTable')}</h2>
      <TextInput {...text('name')} error={faultOf('name')} required />
      {known === null && (
        <TextInput {...text('code')} error={faultOf('code')} description={t('floor.edit.codeHint')} required />
      )}
      <Group grow align="flex-start">
        <TextInput {...text('minParty')} inputMode="numeric" error={faultOf('party')} />
        <TextInput {...text('maxParty')} inputMode="numeric" />
      </Group>
      <TextInput {...text('area')} list="floor-areas" />
      <datalist id="floor-areas">
        {areas.map((area) => (
          <option key={area} value={area}>
            {area}
          </option>
        ))}
      </datalist>
      <SegmentedControl
        fullWidth
        aria-label={t('floor.edit.shape')}
        value={fields.shape}
        onChange={(value) => set({ shape: shapeOf(value) ?? fields.shape })}
        data={tableShapes.map((value) => ({ value, label: t(`floor.edit.shapes.${value}`) }))}
      />
      <Group grow>
        <NativeSelect
          label={t('floor.edit.size')}
          value={fields.size}
          onChange={(event) => set({ size: sizeNamed(event.currentTarget.value) ?? fields.size })}
          data={sizes.map((value) => ({ value, label: t(`floor.edit.sizes.${value}`) }))}
        />
        <Button
          variant="default"
          mt={26}
          leftSection={<RotateCw size={18} aria-hidden />}
          onClick={() => set({ turned: (fields.turned + eighthTurn) % 360 })}
        >
          {t('floor.edit.turn')} {fields.turned}°
        </Button>
      </Group>
      <TextInput {...text('buffer')} inputMode="numeric" />
      {save.isError && <QuestionNotice error={save.error} />}
      {save.data === false && (
        <Notice tone="amber" title={t('floor.edit.exists.title')} role="alert">
          {t('floor.edit.exists.text')}
        </Notice>
      )}
      <Group grow>
        <Button variant="default" onClick={onDone}>
          {t('common.cancel')}
        </Button>
        <Button type="submit" loading={save.isPending}>
          {t('floor.edit.save')}
        </Button>
      </Group>
      {known !== null && (
        <Button variant="light" color="red" onClick={() => setAsked(true)}>
          {t('bookables.outOfUse.submit')}
        </Button>
      )}
      {known !== null && isAsked && (
        <OutOfUseDialog code={known.code} name={known.name} onDone={onDone} onClose={() => setAsked(false)} />
      )}
    </form>
  )
}
