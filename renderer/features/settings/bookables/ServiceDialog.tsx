import { Checkbox, Group, Modal, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { codeFromName } from '../../../../shared/codes.ts'
import { resourceKinds } from '../../../../shared/bookings/resources.ts'
import { QuestionNotice } from '../../../app/QuestionNotice.tsx'
import { useGround } from '../../../app/TerminalContext.tsx'
import { FormButtons } from '../../../ui/FormButtons.tsx'
import { Notice } from '../../../ui/Notice.tsx'
import goods from '../goods/Goods.module.css'
import classes from './Bookables.module.css'
import { emptyService, readService, type ServiceFault, type ServiceFields } from './bookableForm.ts'
import { useNewBookable } from './useNewBookable.ts'

const hints = { name: 'nameHint', code: 'codeHint', confirm: 'confirmHint', noShow: 'noShowHint' } as const

/** Something new that can be booked. */
export const ServiceDialog = ({ onClose }: { readonly onClose: () => void }) => {
  const { t } = useTranslation()
  const { questions } = useGround()
  const { fields, wrong, save, set, submit } = useNewBookable({
    ...{ empty: emptyService, read: readService, save: questions.saveService, onSaved: onClose },
  })
  const faultOf = (fault: ServiceFault) => (wrong.includes(fault) ? t(`bookables.service.wrong.${fault}`) : undefined)
  const text = (field: Exclude<keyof ServiceFields, 'needs'>) => ({
    label: t(`bookables.service.${field}`),
    description: field === 'duration' ? undefined : t(`bookables.service.${hints[field]}`),
    error: faultOf(field),
    value: fields[field],
    autoComplete: 'off',
    onChange: (event: { currentTarget: HTMLInputElement }) => set({ [field]: event.currentTarget.value }),
  })
  return (
    <Modal
      opened
      onClose={onClose}
      size={640}
      title={t('bookables.service.title')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <form className={goods.form} onSubmit={submit} noValidate>
        <TextInput {...text('name')} data-autofocus required />
        <TextInput {...text('code')} placeholder={codeFromName(fields.name)} spellCheck={false} />
        <TextInput {...text('duration')} inputMode="numeric" required />
        <Checkbox.Group
          size="md"
          label={t('bookables.service.needs')}
          description={t('bookables.service.needsHint')}
          error={faultOf('needs')}
          value={[...fields.needs]}
          onChange={(kinds) => set({ needs: resourceKinds.filter((kind) => kinds.includes(kind)) })}
        >
          <Group mt={4} className={classes.check}>
            {resourceKinds.map((kind) => (
              <Checkbox key={kind} size="md" value={kind} label={t(`bookables.kind.${kind}`)} />
            ))}
          </Group>
        </Checkbox.Group>
        <Group grow align="flex-start">
          <TextInput {...text('confirm')} inputMode="numeric" />
          <TextInput {...text('noShow')} inputMode="numeric" />
        </Group>
        {save.isError && <QuestionNotice error={save.error} />}
        {save.data === false && (
          <Notice tone="amber" title={t('bookables.exists.title')} role="alert">
            {t('bookables.exists.text')}
          </Notice>
        )}
        <FormButtons submit={t('bookables.service.save')} isPending={save.isPending} onClose={onClose} />
      </form>
    </Modal>
  )
}
