import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { bankName } from '../../../../shared/banks.ts'
import { mayAct } from '../../../../shared/protocol/roles.ts'
import type { ToldAccount } from '../../../app/bankAccount.ts'
import { QuestionNotice } from '../../../app/QuestionNotice.tsx'
import { useGround } from '../../../app/TerminalContext.tsx'
import type { Person } from '../../../app/terminal.ts'
import { useFailure } from '../../../app/useFailure.ts'
import { Loading } from '../../../ui/Loading.tsx'
import settings from '../SettingsScreen.module.css'
import { AccountDialog } from './AccountDialog.tsx'
import { accountKey } from './useAccountForm.ts'

interface RowProps {
  readonly told: ToldAccount
  readonly isOwner: boolean
  readonly onChange: () => void
}

const AccountRow = ({ told: { account, isFixed }, isOwner, onChange }: RowProps) => {
  const { t } = useTranslation()
  const why = () => {
    if (isFixed) return t('account.fixed')
    return isOwner ? null : t('account.ownerOnly')
  }
  return (
    <div className={settings.row}>
      <span>
        {account === null ? t('account.none') : `${account.account} · ${account.name}`}
        {account !== null && <span className={settings.hint}>{bankName(account.bin)}</span>}
        {why() !== null && <span className={settings.hint}>{why()}</span>}
      </span>
      {why() === null && (
        <Button variant="default" onClick={onChange}>
          {account === null ? t('account.say') : t('account.change')}
        </Button>
      )}
    </div>
  )
}

/** Where customers transfer to: managers see it, an owner says it. */
export const AccountPanel = ({ me }: { me: Person }) => {
  const { t } = useTranslation()
  const { questions } = useGround()
  const [isOpen, setOpen] = useState(false)
  const told = useQuery({ queryKey: accountKey, queryFn: () => questions.bankAccount() })
  const failure = useFailure(told)
  return (
    <section className={settings.part} aria-labelledby="account">
      <div className={settings.row}>
        <h2>
          <span id="account">{t('account.title')}</span>
          <span className={settings.hint} style={{ fontWeight: 400 }}>
            {t('account.hint')}
          </span>
        </h2>
      </div>
      {failure === null && told.isPending && <Loading height={60} />}
      {failure !== null && <QuestionNotice error={failure} onRetry={() => void told.refetch()} />}
      {told.data !== undefined && (
        <AccountRow told={told.data} isOwner={mayAct(me.role, 'admin')} onChange={() => setOpen(true)} />
      )}
      {isOpen && told.data !== undefined && (
        <AccountDialog account={told.data.account} onClose={() => setOpen(false)} />
      )}
    </section>
  )
}
