import { Button, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { QuestionNotice } from '../../app/QuestionNotice.tsx'
import type { NewShop } from '../../app/questions.ts'
import { useGround } from '../../app/TerminalContext.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { SecretField } from '../../ui/SecretField.tsx'
import { GatePage } from './GatePage.tsx'
import { PairFailureNotice } from './PairFailureNotice.tsx'
import { usePairing } from './usePairing.ts'

const timeZone = 'Asia/Ho_Chi_Minh'

/** A hub that nobody has set up yet: its shop's name and its first person, and selling can begin. */
export const NewShopScreen = ({ children }: { children?: ReactNode }) => {
  const { t } = useTranslation()
  const { questions } = useGround()
  const { busy, failure, pair } = usePairing()
  const [shopName, setShopName] = useState('')
  const [managerName, setManagerName] = useState('')
  const [pin, setPin] = useState('')
  const setUp = useMutation({
    mutationFn: async (shop: NewShop | 'demo') => {
      const code = await questions.setUp(shop)
      if (code !== null) await pair(code, t('pairing.defaultName'))
      return code
    },
  })
  const isWhole = shopName.trim() !== '' && managerName.trim() !== '' && /^\d{4,8}$/.test(pin)
  const isBusy = busy || setUp.isPending
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setUp.mutate({ shopName, managerName, pin, timeZone, counterName: t('newShop.counter') })
  }

  return (
    <GatePage title={t('newShop.title')} text={t('newShop.text')}>
      <form onSubmit={submit} style={{ display: 'grid', gap: 16 }}>
        <TextInput
          label={t('newShop.shopName')}
          description={t('newShop.shopHint')}
          required
          data-autofocus
          maxLength={200}
          value={shopName}
          onChange={(event) => setShopName(event.currentTarget.value)}
        />
        <TextInput
          label={t('newShop.managerName')}
          description={t('newShop.managerHint')}
          required
          maxLength={100}
          autoComplete="name"
          value={managerName}
          onChange={(event) => setManagerName(event.currentTarget.value)}
        />
        <SecretField
          label={t('newShop.pin')}
          description={t('newShop.pinHint')}
          required
          inputMode="numeric"
          autoComplete="off"
          maxLength={8}
          value={pin}
          onChange={(event) => setPin(event.currentTarget.value.replace(/\D/g, ''))}
        />
        {setUp.error !== null && <QuestionNotice error={setUp.error} />}
        {setUp.data === null && (
          <Notice tone="red" title={t('newShop.taken.title')} role="alert">
            {t('newShop.taken.text')}
          </Notice>
        )}
        {failure !== null && <PairFailureNotice failure={failure} />}
        <Button type="submit" size="lg" loading={isBusy} disabled={!isWhole}>
          {t('newShop.submit')}
        </Button>
      </form>
      <Notice tone="calm" title={t('newShop.demo.title')}>
        <p>{t('newShop.demo.text')}</p>
        <Button variant="light" mt="sm" disabled={isBusy} onClick={() => setUp.mutate('demo')}>
          {t('newShop.demo.submit')}
        </Button>
      </Notice>
      {children}
    </GatePage>
  )
}
