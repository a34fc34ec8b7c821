import { Button, Select, Text, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { BankAccount } from '../../../../shared/vietQr.ts'
import { Dialog } from '../../../app/Dialog.tsx'
import { QuestionNotice } from '../../../app/QuestionNotice.tsx'
import { FormButtons } from '../../../ui/FormButtons.tsx'
import { Notice } from '../../../ui/Notice.tsx'
import { QrPicture } from '../../../ui/QrPicture.tsx'
import goods from '../goods/Goods.module.css'
import classes from './Account.module.css'
import { bankChoices, tryPicture } from './accountForm.ts'
import { useAccountForm } from './useAccountForm.ts'

/** Where customers transfer to: said, changed, or taken away; with a picture to see whose account it is before anybody is sent there. */
export const AccountDialog = ({ account, onClose }: { account: BankAccount | null; onClose: () => void }) => {
  const { t } = useTranslation()
  const { fields, wrong, save, set, submit, remove } = useAccountForm(account, onClose)
  const picture = tryPicture(fields)
  return (
    <Dialog opened onClose={onClose} size={720} title={t('account.dialog')}>
      <form className={goods.form} onSubmit={submit} noValidate>
        <div className={classes.body}>
          <div className={classes.fields}>
            <Select
              label={t('account.bank')}
              description={t('account.bankHint')}
              error={wrong.includes('bank') && t('account.wrong.bank')}
              required
              searchable
              selectFirstOptionOnChange
              data-autofocus
              allowDeselect={false}
              data={bankChoices(fields.bank)}
              value={fields.bank}
              onChange={(bank) => set({ bank })}
            />
            <TextInput
              label={t('account.number')}
              error={wrong.includes('number') && t('account.wrong.number')}
              required
              autoComplete="off"
              spellCheck={false}
              value={fields.number}
              onChange={(event) => set({ number: event.currentTarget.value })}
            />
            <TextInput
              label={t('account.name')}
              description={t('account.nameHint')}
              error={wrong.includes('name') && t('account.wrong.name')}
              required
              autoComplete="off"
              spellCheck={false}
              value={fields.name}
              onChange={(event) => set({ name: event.currentTarget.value })}
            />
          </div>
          <div className={classes.try}>
            {picture === null ? (
              <p className={classes.later}>{t('account.tryLater')}</p>
            ) : (
              <>
                <QrPicture className={classes.qr} text={picture} label={t('account.picture')} />
                <Text size="sm">{t('account.try')}</Text>
              </>
            )}
          </div>
        </div>
        <FormButtons
          submit={t('common.save')}
          isPending={save.isPending}
          other={
            account !== null && (
              <Button variant="subtle" color="red" mr="auto" disabled={save.isPending} onClick={remove}>
                {t('account.remove')}
              </Button>
            )
          }
          onClose={onClose}
        >
          {save.isError && <QuestionNotice error={save.error} />}
          {save.data === false && (
            <Notice tone="amber" title={t('account.refused')} role="alert">
              {t('account.refusedText')}
            </Notice>
          )}
        </FormButtons>
      </form>
    </Dialog>
  )
}
