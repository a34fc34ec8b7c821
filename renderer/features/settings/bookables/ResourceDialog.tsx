import { Group, Modal, SegmentedControl, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { codeFromName } from '../../../../shared/codes.ts'
import { QuestionNotice } from '../../../app/QuestionNotice.tsx'
import { useGround } from '../../../app/TerminalContext.tsx'
import { FormButtons } from '../../../ui/FormButtons.tsx'
import { Notice } from '../../../ui/Notice.tsx'
import goods from '../goods/Goods.module.css'
import { emptyResource, readResource, type ResourceFault } from './bookableForm.ts'
import { useNewBookable } from './useNewBookable.ts'

const kinds = ['staff', 'room'] as const
const hints = { name: 'nameHint', code: 'codeHint', buffer: 'bufferHint', most: 'mostHint' } as const

/** Somebody new, or a room, that can be booked here. */
export const ResourceDialog = ({ onClose }: { readonly onClose: () => void }) => {
  const { t } = useTranslation()
  const { questions } = useGround()
  const { fields, wrong, save, set, submit } = useNewBookable({
    ...{ empty: emptyResource, read: readResource, save: questions.saveResource, onSaved: onClose },
  })
  const text = (field: ResourceFault) => ({
    label: t(`bookables.resource.${field}`),
    description: t(`bookables.resource.${hints[field]}`),
    error: wrong.includes(field) ? t(`bookables.resource.wrong.${field}`) : undefined,
    value: fields[field],
    autoComplete: 'off',
    onChange: (event: { currentTarget: HTMLInputElement }) => set({ [field]: event.currentTarget.value }),
  })
  return (
    <Modal
      opened
      onClose={onClose}
      size={640}
      title={t('bookables.resource.title')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <form className={goods.form} onSubmit={submit} noValidate>
        <SegmentedControl
          aria-label={t('bookables.resource.kind')}
          value={fields.kind}
          onChange={(value) => set({ kind: kinds.find((each) => each === value) ?? fields.kind })}
          data={kinds.map((value) => ({ value, label: t(`bookables.kind.${value}`) }))}
        />
        <TextInput {...text('name')} data-autofocus required />
        <TextInput {...text('code')} placeholder={codeFromName(fields.name)} spellCheck={false} />
        <Group grow align="flex-start">
          <TextInput {...text('buffer')} inputMode="numeric" />
          {fields.kind === 'room' && <TextInput {...text('most')} inputMode="numeric" />}
        </Group>
        {save.isError && <QuestionNotice error={save.error} />}
        {save.data === false && (
          <Notice tone="amber" title={t('bookables.exists.title')} role="alert">
            {t('bookables.exists.text')}
          </Notice>
        )}
        <FormButtons submit={t('bookables.resource.save')} isPending={save.isPending} onClose={onClose} />
      </form>
    </Modal>
  )
}
