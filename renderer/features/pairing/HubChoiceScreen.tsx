import { Button, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useGround } from '../../app/TerminalContext.tsx'
import { FieldRow } from '../../ui/FieldRow.tsx'
import { Notice } from '../../ui/Notice.tsx'
import classes from './HubChoiceScreen.module.css'
import { GatePage } from './GatePage.tsx'
import { hubAddress } from './hubAddress.ts'

/** Begins the page anew: everything that talks to the hub was made for the old address. */
const begin = (): void => window.location.reload()

const RunHere = ({ run, onChosen }: { run: () => Promise<void>; onChosen: () => void }) => {
  const { t } = useTranslation()
  const [step, setStep] = useState<'asked' | 'running' | 'failed'>('asked')
  const start = async () => {
    setStep('running')
    try {
      await run()
      onChosen()
    } catch (error) {
      console.error(error)
      setStep('failed')
    }
  }
  return (
    <section className={classes.way} aria-labelledby="hub-here">
      <h2 id="hub-here">{t('hubChoice.here.title')}</h2>
      <p>{t('hubChoice.here.text')}</p>
      {step === 'failed' && (
        <Notice tone="red" title={t('hubChoice.here.failedTitle')} role="alert">
          {t('hubChoice.here.failedText')}
        </Notice>
      )}
      <Button size="lg" loading={step === 'running'} onClick={() => void start()}>
        {t('hubChoice.here.submit')}
      </Button>
    </section>
  )
}

const OnNetwork = ({ onChosen }: { onChosen: () => void }) => {
  const { t } = useTranslation()
  const { platform } = useGround()
  const [typed, setTyped] = useState('')
  const address = hubAddress(typed)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (address === null) return
    await platform.setHubUrl(address)
    onChosen()
  }
  return (
    <section className={classes.way} aria-labelledby="hub-network">
      <h2 id="hub-network">{t('hubChoice.network.title')}</h2>
      <p>{t('hubChoice.network.text')}</p>
      <form onSubmit={(event) => void submit(event)}>
        <FieldRow fields={1} ends="button">
          <TextInput
            label={t('hubChoice.network.label')}
            placeholder="192.168.1.10:4070"
            inputMode="url"
            autoComplete="off"
            spellCheck={false}
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
          <Button type="submit" variant="default" disabled={address === null}>
            {t('hubChoice.network.submit')}
          </Button>
        </FieldRow>
      </form>
    </section>
  )
}

/** The desktop app's first question: is this machine the hub, or where is it? A browser's hub is where the page came from. */
export const HubChoiceScreen = ({ onBack, onChosen = begin }: { onBack?: () => void; onChosen?: () => void }) => {
  const { t } = useTranslation()
  const { platform } = useGround()
  return (
    <GatePage title={t('hubChoice.title')} text={t('hubChoice.text')}>
      {platform.runHubHere !== undefined && <RunHere run={platform.runHubHere} onChosen={onChosen} />}
      <OnNetwork onChosen={onChosen} />
      {onBack !== undefined && (
        <Button variant="subtle" color="gray" onClick={onBack}>
          {t('hubChoice.back')}
        </Button>
      )}
    </GatePage>
  )
}
