import { Button, SegmentedControl, TagsInput, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { codeFromName } from '../../../../shared/codes.ts'
import { useGround } from '../../../app/TerminalContext.tsx'
import type { BoardResource } from '../../../app/terminal.ts'
import goods from '../goods/Goods.module.css'
import { BookableDialog } from './BookableDialog.tsx'
import {
  emptyResource,
  readResource,
  type ResourceFault,
  type ResourceFields,
  resourceFieldsOf,
} from './resourceForm.ts'
import { useBookableForm } from './useBookableForm.ts'

const kinds = ['staff', 'room'] as const
const hints = { name: 'nameHint', code: 'codeHint', buffer: 'bufferHint', most: 'mostHint' } as const

interface Props {
  /** The one that is changed; null: a new one. */
  readonly resource: BoardResource | null
  /** This one is to be used no more. */
  readonly onOutOfUse: (resource: BoardResource) => void
  readonly onClose: () => void
}

/** Somebody or a room that can be booked here: a new one, or one that is changed. */
export const ResourceDialog = ({ resource, onOutOfUse, onClose }: Props) => {
  const { t } = useTranslation()
  const { questions, terminal } = useGround()
  const { fields, wrong, save, set, submit } = useBookableForm({
    begin: resource === null ? emptyResource : resourceFieldsOf(resource),
    read: (typed: ResourceFields) => readResource(typed, resource),
    ...{ save: questions.saveResource, onSaved: onClose },
  })
  const errorOf = (field: ResourceFault) => (wrong.includes(field) ? t(`bookables.resource.wrong.${field}`) : undefined)
  const text = (field: Exclude<ResourceFault, 'skills'>) => ({
    label: t(`bookables.resource.${field}`),
    description: t(`bookables.resource.${hints[field]}`),
    error: errorOf(field),
    value: fields[field],
    autoComplete: 'off',
    onChange: (event: { currentTarget: HTMLInputElement }) => set({ [field]: event.currentTarget.value }),
  })
  const known = terminal.bookings.board.get()
  const skills = [
    ...known.resources.flatMap((one) => one.skills),
    ...known.services.flatMap(({ needs }) => needs.flatMap(({ skill }) => skill ?? [])),
  ]
  return (
    <BookableDialog
      title={
        resource === null ? t('bookables.resource.title') : t('bookables.resource.changeTitle', { name: resource.name })
      }
      submitText={resource === null ? t('bookables.resource.save') : t('common.save')}
      save={save}
      onSubmit={submit}
      other={
        resource !== null && (
          <Button variant="subtle" color="red" mr="auto" onClick={() => onOutOfUse(resource)}>
            {t('bookables.outOfUse.submit')}
          </Button>
        )
      }
      onClose={onClose}
    >
      {resource === null && (
        <SegmentedControl
          aria-label={t('bookables.resource.kind')}
          value={fields.kind}
          onChange={(value) => set({ kind: kinds.find((each) => each === value) ?? fields.kind })}
          data={kinds.map((value) => ({ value, label: t(`bookables.kind.${value}`) }))}
        />
      )}
      <TextInput {...text('name')} data-autofocus required />
      {resource === null && <TextInput {...text('code')} placeholder={codeFromName(fields.name)} spellCheck={false} />}
      <TagsInput
        label={t('bookables.resource.skills')}
        description={t('bookables.resource.skillsHint')}
        error={errorOf('skills')}
        value={[...fields.skills]}
        onChange={(typed) => set({ skills: typed })}
        data={[...new Set(skills)].toSorted()}
        acceptValueOnBlur
        clearable={false}
      />
      <div className={goods.pair}>
        <TextInput {...text('buffer')} inputMode="numeric" />
        {fields.kind === 'room' && <TextInput {...text('most')} inputMode="numeric" />}
      </div>
    </BookableDialog>
  )
}
