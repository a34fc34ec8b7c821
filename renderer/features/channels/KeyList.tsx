import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { QuestionNotice } from '../../app/QuestionNotice.tsx'
import type { BoardChannel } from '../../app/questions.ts'
import { useGround } from '../../app/TerminalContext.tsx'
import { useFormats } from '../../app/useFormats.ts'
import { boardKey } from './boardKey.ts'
import classes from './ChannelSide.module.css'
import { RemoveDialog } from './RemoveDialog.tsx'
import { ShownOnce } from './ShownOnce.tsx'

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
        {keys.map(({ id, createdAt, revokedAt, lastCallAt }) => (
          <li key={id} className={classes.row}>
            <span>
              <span className={classes.line}>hf_{id}_…</span>
              <span className={classes.soft}>
                {revokedAt === null
                  ? t('channels.key.made', { time: dateAndTime(createdAt) })
                  : t('channels.key.revoked', { time: dateAndTime(revokedAt) })}
                {' · '}
                {lastCallAt === null
                  ? t('channels.key.neverCalled')
                  : t('channels.key.lastCall', { time: dateAndTime(lastCallAt) })}
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
      {make.data != null && <ShownOnce value={make.data} title={t('channels.key.shown')} />}
      <Button
        variant="default"
        size="sm"
        mt="xs"
        loading={make.isPending}
        // The second press of two would make another, and the first would never have been seen.
        onClick={({ detail }) => detail < 2 && make.mutate()}
      >
        {t('channels.key.make')}
      </Button>
      {ending !== null && (
        <RemoveDialog
          title={t('channels.key.revokeTitle', { id: ending })}
          text={t('channels.key.revokeText')}
          submit={t('channels.key.revokeSubmit')}
          onRemove={() => questions.revokeChannelKey(code, ending)}
          onClose={() => setEnding(null)}
        />
      )}
    </>
  )
}
