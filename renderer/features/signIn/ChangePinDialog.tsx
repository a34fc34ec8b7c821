import { notifications } from '@mantine/notifications'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Dialog } from '../../app/Dialog.tsx'
import type { PinChanged } from '../../app/people.ts'
import { QuestionNotice } from '../../app/QuestionNotice.tsx'
import { useGround } from '../../app/TerminalContext.tsx'
import { FormButtons } from '../../ui/FormButtons.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { SecretField } from '../../ui/SecretField.tsx'
import { useNoScans } from '../counter/useNoScans.ts'
import goods from '../settings/goods/Goods.module.css'
import { emptyPins, faultOf, type PinFault, type PinFields } from './pinForm.ts'

/** Why the hub did not take it. */
const Refused = ({ answer }: { answer: PinChanged }) => {
  const { t } = useTranslation()
  if (answer.became === 'changed') return null
  return answer.became === 'wait' ? (
    <Notice tone="amber" title={t('signIn.wait')} role="alert">
      {t('people.ownPin.waitFor', { count: answer.waitSeconds })}
    </Notice>
  ) : (
    <Notice tone="amber" title={t('people.ownPin.wrongOld')} role="alert">
      {t('people.ownPin.kept')}
    </Notice>
  )
}

const usePinForm = (onClose: () => void) => {
  const { t } = useTranslation()
  const { questions } = useGround()
  const [fields, setFields] = useState(emptyPins)
  const [fault, setFault] = useState<PinFault | null>(null)
  const change = useMutation({
    mutationFn: ({ oldPin, newPin }: PinFields) => questions.changePin({ oldPin, newPin }),
    onSuccess: ({ became }) => {
      if (became !== 'changed') return setFields((all) => ({ ...all, oldPin: '' }))
      notifications.show({
        message: t('people.ownPin.changed'),
        closeButtonProps: { 'aria-label': t('common.close') },
      })
      onClose()
    },
  })
  useNoScans()
  const set = (typed: Partial<PinFields>): void => {
    setFields((all) => ({ ...all, ...typed }))
    setFault(null)
    if (!change.isPending) change.reset()
  }
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (change.isPending) return
    const found = faultOf(fields)
    setFault(found)
    if (found === null) change.mutate(fields)
  }
  return { fields, fault, change, set, submit }
}

const fieldsShown = [
  { name: 'oldPin', faults: ['old'] },
  { name: 'newPin', faults: ['new', 'same'] },
  { name: 'again', faults: ['again'] },
] as const satisfies readonly { name: keyof PinFields; faults: readonly PinFault[] }[]

/** Whoever is signed in gives themselves another PIN: for the old one, and at the hub, so with a network. */
export const ChangePinDialog = ({ onClose }: { onClose: () => void }) => {
  const { t } = useTranslation()
  const { fields, fault, change, set, submit } = usePinForm(onClose)
  return (
    <Dialog opened onClose={onClose} title={t('people.ownPin.title')}>
      <form className={goods.form} onSubmit={submit} noValidate>
        {fieldsShown.map(({ name, faults }) => (
          <SecretField
            key={name}
            label={t(`people.ownPin.${name}`)}
            description={name === 'newPin' ? t('people.ownPin.hint') : undefined}
            error={faults.some((one) => one === fault) && fault !== null && t(`people.ownPin.wrong.${fault}`)}
            required
            {...(name === 'oldPin' ? { 'data-autofocus': true } : {})}
            inputMode="numeric"
            autoComplete="off"
            maxLength={8}
            value={fields[name]}
            onChange={(event) => set({ [name]: event.currentTarget.value.replace(/\D/g, '') })}
          />
        ))}
        <FormButtons submit={t('people.ownPin.submit')} isPending={change.isPending} onClose={onClose}>
          {change.isError && <QuestionNotice error={change.error} />}
          {change.data !== undefined && <Refused answer={change.data} />}
        </FormButtons>
      </form>
    </Dialog>
  )
}
