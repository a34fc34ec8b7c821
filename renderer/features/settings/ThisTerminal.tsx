import { Button, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Dialog } from '../../app/Dialog.tsx'
import { useGround } from '../../app/TerminalContext.tsx'
import { useLive } from '../../app/useLive.ts'
import { DialogButtons } from '../../ui/DialogFoot.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { exportUnsent } from '../activity/exportUnsent.ts'
import classes from './SettingsScreen.module.css'

/** Asks before this device forgets its shop; refused while something is unsent. */
const UnpairDialog = ({ onClose }: { onClose: () => void }) => {
  const { t } = useTranslation()
  const { terminal, platform } = useGround()
  const [refused, setRefused] = useState(false)
  const unpair = async () => setRefused((await terminal.unpair()) === 'unsent')
  return (
    <Dialog opened onClose={onClose} title={t('settings.unpair.title')}>
      <Text>{t('settings.unpair.text')}</Text>
      {refused && (
        <Notice tone="red" title={t('settings.unpair.unsentTitle')} role="alert">
          <p>{t('settings.unpair.unsentText')}</p>
          <Button variant="default" mt="xs" onClick={() => void exportUnsent(terminal, platform)}>
            {t('activity.export')}
          </Button>
        </Notice>
      )}
      <DialogButtons>
        <Button variant="default" data-autofocus onClick={onClose}>
          {t('settings.unpair.keep')}
        </Button>
        <Button color="red" onClick={() => void unpair()}>
          {t('settings.unpair.submit')}
        </Button>
      </DialogButtons>
    </Dialog>
  )
}

/** Which terminal this device is. */
export const ThisTerminal = ({ manages }: { manages: boolean }) => {
  const { t } = useTranslation()
  const { terminal, platform } = useGround()
  const shop = useLive(terminal.shop)
  const [asking, setAsking] = useState(false)
  const channel = shop.channels.find(({ code }) => code === shop.terminal?.channel)?.name
  return (
    <section className={classes.part} aria-labelledby="this-terminal">
      <h2 id="this-terminal">{t('settings.terminal')}</h2>
      <div className={classes.row}>
        <span>
          {shop.terminal?.name}
          <span className={classes.hint}>{[shop.location?.name, channel].filter(Boolean).join(' · ')}</span>
        </span>
        {manages ? (
          <Button variant="default" onClick={() => setAsking(true)}>
            {t('settings.unpair.open')}
          </Button>
        ) : (
          <span className={classes.hint}>{t('settings.unpair.manager')}</span>
        )}
      </div>
      {platform.kind === 'electron' && <span className={classes.hint}>{t('hubChoice.change')}</span>}
      {!platform.opensOffline && (
        <Notice tone="calm" title={t('pairing.plainHttp.title')}>
          {t('pairing.plainHttp.text')}
        </Notice>
      )}
      {asking && <UnpairDialog onClose={() => setAsking(false)} />}
    </section>
  )
}
