import { TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { codeFromName } from '../../../../shared/codes.ts'
import { useGround } from '../../../app/TerminalContext.tsx'
import type { Service } from '../../../app/terminal.ts'
import { FieldRow } from '../../../ui/FieldRow.tsx'
import { BookableDialog } from './BookableDialog.tsx'
import { NeedLines } from './NeedLines.tsx'
import { emptyService, readService, type ServiceFault, type ServiceFields, serviceFieldsOf } from './serviceForm.ts'
import { useBookableForm } from './useBookableForm.ts'

const hints = {
  name: 'nameHint',
  code: 'codeHint',
  duration: 'durationHint',
  confirm: 'confirmHint',
  free: 'freeHint',
  noShow: 'noShowHint',
} as const

interface Props {
  /** The one that is changed; null: a new one. */
  readonly service: Service | null
  readonly onClose: () => void
}

/** Something that can be booked: a new one, or one that is changed as a whole. */
export const ServiceDialog = ({ service, onClose }: Props) => {
  const { t } = useTranslation()
  const { questions } = useGround()
  const { fields, wrong, save, set, submit } = useBookableForm({
    begin: service === null ? emptyService : serviceFieldsOf(service),
    read: (typed: ServiceFields) => readService(typed, service === null),
    ...{ save: questions.saveService, onSaved: onClose },
  })
  const faultOf = (fault: ServiceFault) => (wrong.includes(fault) ? t(`bookables.service.wrong.${fault}`) : undefined)
  const text = (field: Exclude<keyof ServiceFields, 'needs'>) => ({
    label: t(`bookables.service.${field}`),
    description: t(`bookables.service.${hints[field]}`),
    error: faultOf(field),
    value: fields[field],
    autoComplete: 'off',
    onChange: (event: { currentTarget: HTMLInputElement }) => set({ [field]: event.currentTarget.value }),
  })
  return (
    <BookableDialog
      title={
        service === null ? t('bookables.service.title') : t('bookables.service.changeTitle', { name: service.name })
      }
      submitText={service === null ? t('bookables.service.save') : t('common.save')}
      save={save}
      onSubmit={submit}
      onClose={onClose}
    >
      <TextInput {...text('name')} data-autofocus required />
      {service === null && <TextInput {...text('code')} placeholder={codeFromName(fields.name)} spellCheck={false} />}
      <NeedLines needs={fields.needs} error={faultOf('needs')} onChange={(needs) => set({ needs })} />
      <FieldRow fields={2} ends="field">
        <TextInput {...text('duration')} inputMode="numeric" required />
        <TextInput {...text('confirm')} inputMode="decimal" />
      </FieldRow>
      <FieldRow fields={2} ends="field">
        <TextInput {...text('free')} inputMode="numeric" />
        <TextInput {...text('noShow')} inputMode="numeric" />
      </FieldRow>
    </BookableDialog>
  )
}
