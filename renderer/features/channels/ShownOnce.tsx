import { Button, CopyButton } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Notice } from '../../ui/Notice.tsx'
import classes from './ChannelSide.module.css'

/** A key or secret that nobody is told again. */
export const ShownOnce = ({ value, title }: { readonly value: string; readonly title: string }) => {
  const { t } = useTranslation()
  return (
    <Notice tone="calm" title={title} role="status">
      <output className={classes.key} data-testid="channel-key">
        {value}
      </output>
      <CopyButton value={value}>
        {({ copied, copy }) => (
          <Button variant="default" size="sm" onClick={copy}>
            {t(copied ? 'channels.key.copied' : 'channels.key.copy')}
          </Button>
        )}
      </CopyButton>
    </Notice>
  )
}
