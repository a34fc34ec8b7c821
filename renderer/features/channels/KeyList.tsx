import { Button, CopyButton, Group, Modal, Text } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { QuestionNotice } from '../../app/QuestionNotice.tsx'
import type { BoardChannel } from '../../app/questions.ts'
import { useGround } from '../../app/TerminalContext.tsx'
import { useFormats } from '../../app/useFormats.ts'
import { Notice } from '../../ui/Notice.tsx'
import { boardKey } from './boardKey.ts'
import classes from './ChannelSide.module.css'

const ShownKey = ({ value }: { readonly value: string }) => {
  const { t } = useTranslation()
  return (
    <Notice tone="calm" title={t('channels.key.shown')} role="status">
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

const EndDialog = ({ channel, id, onClose }: { channel: string; id: string; onClose: () => void }) => {
  const { t } = useTranslation()
  const { questions } = useGround()
  const client = useQueryClient()
  const end = useMutation({
    mutationFn: () => questions.revokeChannelKey(channel, id),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: boardKey })
      onClose()
    },
  })
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('channels.key.revokeTitle', { id })}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <Text>{t('channels.key.revokeText')}</Text>
      {end.isError && <QuestionNotice error={end.error} />}
      <Group justify="flex-end" mt="lg">
        <Button variant="default" data-autofocus onClick={onClose}>
          {t('common.cancel')}
        </Button>
        <Button color="red" loading={end.isPending} onClick={() => end.mutate()}>
          {t('channels.key.revokeSubmit')}
        </Button>
      </Group>
    </Modal>
  )
}

/** The keys of a channel. A new one is shown once. */
export const KeyList = ({ channel: { code, keys } }: { readonly channel: BoardChannel }) => {
  const { t } = useTranslation()
  const { dateAndTime } = useFormats()
  const { questions } = useGround()
  const client = useQueryClient()
  const [ending, setEnding] = useState<string | null>(null)
  const make = useMutation({
    mutationFn: () => questions.makeChannelKey(code),
    onSuccess: () => client.invalidateQueries({ queryKey: boardKey }),
  })
  return (
    <>
      {keys.length === 0 && <p className={classes.soft}>{t('channels.key.none')}</p>}
      <ul className={classes.rows}>
        {keys.map(({ id, createdAt, revokedAt }) => (
          <li key={id} className={classes.row}>
            <span>
              <span className={classes.line}>hf_{id}_…</span>
              <span className={classes.soft}>
                {revokedAt === null
                  ? t('channels.key.made', { time: dateAndTime(createdAt) })
                  : t('channels.key.revoked', { time: dateAndTime(revokedAt) })}
              </span>
            </span>
            {revokedAt === null && (
              <Button variant="subtle" size="sm" onClick={() => setEnding(id)}>
                {t('channels.key.revoke')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {make.isError && <QuestionNotice error={make.error} />}
      {make.data != null && <ShownKey value={make.data} />}
      <Button variant="default" size="sm" mt="xs" loading={make.isPending} onClick={() => make.mutate()}>
        {t('channels.key.make')}
      </Button>
      {ending !== null && <EndDialog channel={code} id={ending} onClose={() => setEnding(null)} />}
    </>
  )
}
