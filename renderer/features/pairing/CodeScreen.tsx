import { Button, TextInput } from '@mantine/core'
import { type FormEvent, type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useGround } from '../../app/TerminalContext.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { GatePage } from './GatePage.tsx'
import { PairFailureNotice } from './PairFailureNotice.tsx'
import { usePairing } from './usePairing.ts'

/** This terminal is paired with a shop by a one-time code, or with the demo shop without one. */
export const CodeScreen = ({ demoCode, children }: { demoCode: string | null; children?: ReactNode }) => {
  const { t } = useTranslation()
  const { platform } = useGround()
  const { busy, failure, pair } = usePairing()
  const [code, setCode] = useState('')
  const [typedName, setTypedName] = useState<string | null>(null)
  // Until somebody types one, it follows the language.
  const name = typedName ?? t('pairing.defaultName')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void pair(code, name)
  }

  return (
    <GatePage title={t('pairing.title')} text={t('pairing.text')}>
      <form onSubmit={submit} style={{ display: 'grid', gap: 16 }}>
        <TextInput
          label={t('pairing.code')}
          description={t('pairing.codeHint')}
          required
          data-autofocus
          autoComplete="off"
          spellCheck={false}
          value={code}
          onChange={(event) => setCode(event.currentTarget.value)}
        />
        <TextInput
          label={t('pairing.name')}
          description={t('pairing.nameHint')}
          required
          maxLength={60}
          value={name}
          onChange={(event) => setTypedName(event.currentTarget.value)}
        />
        {failure !== null && <PairFailureNotice failure={failure} />}
        <Button type="submit" size="lg" loading={busy} disabled={code.trim() === '' || name.trim() === ''}>
          {t('pairing.submit')}
        </Button>
      </form>
      {demoCode !== null && (
        <Notice tone="calm" title={t('pairing.demo.title')}>
          <p>{t('pairing.demo.text')}</p>
          <Button
            variant="light"
            mt="sm"
            disabled={busy || name.trim() === ''}
            onClick={() => void pair(demoCode, name)}
          >
            {t('pairing.demo.submit')}
          </Button>
        </Notice>
      )}
      {!platform.opensOffline && (
        <Notice tone="calm" title={t('pairing.plainHttp.title')}>
          {t('pairing.plainHttp.text')}
        </Notice>
      )}
      {children}
    </GatePage>
  )
}
