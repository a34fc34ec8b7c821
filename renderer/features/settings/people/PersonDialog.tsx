import { Button, SegmentedControl, Text, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Dialog } from '../../../app/Dialog.tsx'
import type { ShopPerson } from '../../../app/people.ts'
import { QuestionNotice } from '../../../app/QuestionNotice.tsx'
import type { Person } from '../../../app/terminal.ts'
import { FormButtons } from '../../../ui/FormButtons.tsx'
import { SecretField } from '../../../ui/SecretField.tsx'
import goods from '../goods/Goods.module.css'
import { namesakeOf, rolesFor } from './personForm.ts'
import { Refused } from './Refused.tsx'
import { usePersonForm } from './usePersonForm.ts'

interface Props {
  readonly me: Person
  /** Who is changed; null: somebody new. */
  readonly person: ShopPerson | null
  readonly people: readonly ShopPerson[]
  readonly onClose: () => void
}

/** Somebody who works here: a new person, or one who is changed, is given another PIN, or goes. */
export const PersonDialog = ({ me, person, people, onClose }: Props) => {
  const { t } = useTranslation()
  const { fields, wrong, save, set, submit, letGo } = usePersonForm({ person, people, onClose })
  const roles = rolesFor(me, person)
  const namesake = namesakeOf(fields.name, person, people)
  const nameHint = () => {
    if (namesake === null) return t('people.nameHint')
    return t(namesake.active ? 'people.namesake' : 'people.goneNamesake', { name: namesake.name })
  }
  return (
    <Dialog
      opened
      onClose={onClose}
      size={640}
      title={person === null ? t('people.add') : t('people.changeOne', { name: person.name })}
    >
      <form className={goods.form} onSubmit={submit} noValidate>
        <TextInput
          label={t('people.name')}
          description={nameHint()}
          error={wrong.includes('name') && t('people.wrong.name')}
          required
          data-autofocus
          autoComplete="off"
          value={fields.name}
          onChange={(event) => set({ name: event.currentTarget.value })}
        />
        <div>
          <SegmentedControl
            fullWidth
            aria-label={t('people.role')}
            value={fields.role}
            onChange={(value) => set({ role: roles.find((role) => role === value) ?? fields.role })}
            data={roles.map((role) => ({ value: role, label: t(`roles.${role}`) }))}
          />
          <Text size="sm" c="dimmed" mt={4} mih={44}>
            {t(`people.may.${fields.role}`)}
          </Text>
        </div>
        <SecretField
          label={person === null ? t('people.pin') : t('people.newPin')}
          description={person === null ? t('people.pinHint') : t('people.newPinHint')}
          error={wrong.includes('pin') && t('people.wrong.pin')}
          required={person === null}
          inputMode="numeric"
          autoComplete="off"
          maxLength={8}
          value={fields.pin}
          onChange={(event) => set({ pin: event.currentTarget.value.replace(/\D/g, '') })}
        />
        <FormButtons
          submit={t('common.save')}
          isPending={save.isPending}
          other={
            person !== null &&
            person.id !== me.id && (
              <Button variant="subtle" color="red" mr="auto" disabled={save.isPending} onClick={letGo}>
                {t('people.letGo')}
              </Button>
            )
          }
          onClose={onClose}
        >
          {save.isError && <QuestionNotice error={save.error} />}
          {save.data !== undefined && save.data !== 'saved' && <Refused why={save.data} />}
        </FormButtons>
      </form>
    </Dialog>
  )
}
