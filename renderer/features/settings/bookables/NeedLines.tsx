import { ActionIcon, Autocomplete, Button, Input, NativeSelect } from '@mantine/core'
import { Plus, X } from 'lucide-react'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { resourceKinds } from '../../../../shared/bookings/resources.ts'
import { useTerminal } from '../../../app/TerminalContext.tsx'
import { useLivePart } from '../../../app/useLive.ts'
import classes from './Bookables.module.css'
import { mostNeeds, oneMoreNeed, type TypedNeed } from './serviceForm.ts'

interface Props {
  readonly needs: readonly TypedNeed[]
  readonly error: string | undefined
  readonly onChange: (needs: readonly TypedNeed[]) => void
}

/** What a service needs, one line for each: a table, a person or a room, and with which skill. */
export const NeedLines = ({ needs, error, onChange }: Props) => {
  const { t } = useTranslation()
  const label = useId()
  const resources = useLivePart(useTerminal().bookings.board, (board) => board.resources)
  const skillsOf = (kind: TypedNeed['kind']): string[] =>
    [...new Set(resources.filter((one) => one.kind === kind).flatMap(({ skills }) => skills))].toSorted()
  const change = (id: number, to: Partial<TypedNeed>) =>
    onChange(needs.map((need) => (need.id === id ? { ...need, ...to } : need)))
  return (
    <div role="group" aria-labelledby={label}>
      <Input.Label id={label} component="div" size="md">
        {t('bookables.service.needs')}
      </Input.Label>
      <Input.Description size="md">{t('bookables.service.needsHint')}</Input.Description>
      <div className={classes.needs}>
        {needs.map(({ id, kind, skill }, index) => (
          <div key={id} className={classes.need}>
            <NativeSelect
              aria-label={t('bookables.service.need', { number: index + 1 })}
              value={kind}
              onChange={(event) =>
                change(id, { kind: resourceKinds.find((each) => each === event.currentTarget.value) ?? kind })
              }
              data={resourceKinds.map((value) => ({ value, label: t(`bookables.kind.${value}`) }))}
            />
            <Autocomplete
              aria-label={t('bookables.service.skill', { number: index + 1 })}
              placeholder={t('bookables.service.anySkill')}
              value={skill}
              onChange={(text) => change(id, { skill: text })}
              data={skillsOf(kind)}
              spellCheck={false}
            />
            <ActionIcon
              aria-label={t('bookables.service.dropNeed', { number: index + 1 })}
              disabled={needs.length === 1}
              onClick={() => onChange(needs.filter((need) => need.id !== id))}
            >
              <X size={20} aria-hidden />
            </ActionIcon>
          </div>
        ))}
      </div>
      {error !== undefined && (
        <Input.Error mt={4} size="md">
          {error}
        </Input.Error>
      )}
      {needs.length < mostNeeds && (
        <Button
          variant="subtle"
          leftSection={<Plus size={20} aria-hidden />}
          onClick={() => onChange([...needs, oneMoreNeed(needs, resourceKinds)])}
        >
          {t('bookables.service.addNeed')}
        </Button>
      )}
    </div>
  )
}
