import { Button, TextInput } from '@mantine/core'
import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { maxReasonLength } from '../../../shared/holds/states.ts'
import { grades, ungradedOf } from '../../../shared/returns/returns.ts'
import type { Grade, Graded, Photo, ReturnLine } from '../../app/terminal.ts'
import { useTerminal } from '../../app/TerminalContext.tsx'
import { KeyHint } from '../../ui/KeyHint.tsx'
import { Stepper } from '../../ui/Stepper.tsx'
import { hearLoneKeys, isBehind } from './loneKey.ts'
import { PhotoField, type TakenPhoto } from './PhotoField.tsx'
import classes from './Returns.module.css'

/** 1, 2 or 3, unless somebody types. */
const isGradeKey = ({ key, target, ctrlKey, altKey, metaKey }: KeyboardEvent): boolean =>
  /^[123]$/.test(key) && !ctrlKey && !altKey && !metaKey && !(target instanceof HTMLInputElement)

export interface InspectProps {
  readonly line: ReturnLine
  readonly isBusy: boolean
  readonly onGrade: (graded: Graded, photo?: Photo) => void
}

/** One line at a time, large: how many of it are like this, and what they are. Keys 1, 2 and 3 say so, unless somebody types. */
export const Inspect = ({ line, isBusy, onGrade }: InspectProps) => {
  const { t } = useTranslation()
  const { catalogue } = useTerminal()
  const left = ungradedOf(line)
  const [quantity, setQuantity] = useState(left)
  const [note, setNote] = useState('')
  const [photo, setPhoto] = useState<TakenPhoto>(null)
  const name = catalogue.find(line.sku)?.name ?? line.sku

  const grade = (chosen: Grade) => {
    const word = note.trim()
    const seen = { sku: line.sku, quantity, grade: chosen, ...(word === '' ? {} : { note: word }) }
    // A photo that is still on its way belongs to what is said now.
    if (isBusy || photo === 'coming') return
    onGrade(seen, ...(photo === null ? [] : [photo]))
  }
  const onKey = useEffectEvent((key: string) => {
    const chosen = grades[Number(key) - 1]
    if (chosen !== undefined) grade(chosen)
  })
  const here = useRef<HTMLElement>(null)
  useEffect(() => {
    const wants = (event: KeyboardEvent) => isGradeKey(event) && !isBehind(here.current, event.target)
    return hearLoneKeys(window, wants, (key) => onKey(key))
  }, [])

  return (
    <section ref={here} className={classes.box} aria-label={t('returns.inspect')}>
      <h3>{t('returns.inspect')}</h3>
      <p className={classes.large}>{name}</p>
      <div className={classes.acts}>
        <Stepper value={quantity} label={name} max={left} onChange={setQuantity} />
        <span className={classes.soft}>{t('returns.ungraded', { count: left })}</span>
      </div>
      <TextInput
        aria-label={t('returns.note')}
        placeholder={t('returns.note')}
        maxLength={maxReasonLength}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      <PhotoField photo={photo} onPhoto={setPhoto} />
      <div className={classes.grades}>
        {grades.map((one, place) => (
          <Button
            key={one}
            size="md"
            variant={one === 'sellable' ? 'filled' : 'default'}
            disabled={isBusy || photo === 'coming'}
            rightSection={<KeyHint keys={String(place + 1)} />}
            onClick={() => grade(one)}
          >
            {t(`returns.grade.${one}`)}
          </Button>
        ))}
      </div>
      <p className={classes.soft}>{t('returns.inspectHint')}</p>
    </section>
  )
}
