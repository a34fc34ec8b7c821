import { Button, Text } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Dialog } from '../../app/Dialog.tsx'
import { QuestionNotice } from '../../app/QuestionNotice.tsx'
import type { PairedTerminal } from '../../app/questions.ts'
import { useGround } from '../../app/TerminalContext.tsx'
import { useFormats } from '../../app/useFormats.ts'
import { useLive } from '../../app/useLive.ts'
import { DialogButtons } from '../../ui/DialogFoot.tsx'
import { Loading } from '../../ui/Loading.tsx'
import { PairCodeDialog } from './PairCodeDialog.tsx'
import classes from './SettingsScreen.module.css'

const key = ['terminals'] as const

const RevokeDialog = ({ paired, onClose }: { paired: PairedTerminal; onClose: () => void }) => {
  const { t } = useTranslation()
  const { questions } = useGround()
  const client = useQueryClient()
  const revoke = useMutation({
    mutationFn: () => questions.revoke(paired.id),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: key })
      onClose()
    },
  })
  return (
    <Dialog opened onClose={onClose} title={t('settings.revoke.title', { name: paired.name })}>
      <Text>{t('settings.revoke.text')}</Text>
      {revoke.isError && <QuestionNotice error={revoke.error} />}
      <DialogButtons>
        <Button variant="default" data-autofocus onClick={onClose}>
          {t('common.cancel')}
        </Button>
        <Button color="red" loading={revoke.isPending} onClick={() => revoke.mutate()}>
          {t('settings.revoke.submit')}
        </Button>
      </DialogButtons>
    </Dialog>
  )
}

const TerminalRow = ({ paired, onRevoke }: { paired: PairedTerminal; onRevoke: () => void }) => {
  const { t } = useTranslation()
  const formats = useFormats()
  const { terminal } = useGround()
  const shop = useLive(terminal.shop)
  const mine = paired.id === shop.terminal?.id
  const place = shop.locations.find(({ code }) => code === paired.location)?.name ?? paired.location
  const standing = () => {
    if (paired.revokedAt !== null)
      return t('settings.terminals.revoked', { time: formats.dateAndTime(paired.revokedAt) })
    if (paired.lastSeenAt === null) return t('settings.terminals.never')
    return t('settings.terminals.seen', { time: formats.moment(paired.lastSeenAt, terminal.clock.now()) })
  }
  return (
    <div className={classes.row}>
      <span>
        {paired.name}
        <span className={classes.hint}>
          {t('settings.terminals.code', { code: paired.code })} · {place} ·{' '}
          {mine ? t('settings.terminals.this') : standing()}
        </span>
      </span>
      {!mine && paired.revokedAt === null && (
        <Button variant="default" onClick={onRevoke}>
          {t('settings.revoke.open')}
        </Button>
      )}
    </div>
  )
}

/** All terminals of the shop, for a manager: pair another, lock one out. */
export const TerminalsPanel = () => {
  const { t } = useTranslation()
  const { questions } = useGround()
  const [pairing, setPairing] = useState(false)
  const [revoking, setRevoking] = useState<PairedTerminal | null>(null)
  const terminals = useQuery({
    queryKey: key,
    queryFn: () => questions.terminals(),
  })
  return (
    <section className={classes.part} aria-labelledby="terminals">
      <div className={classes.row}>
        <h2 id="terminals">{t('settings.terminals.title')}</h2>
        <Button onClick={() => setPairing(true)}>{t('settings.pair.open')}</Button>
      </div>
      {terminals.isPending && <Loading height={120} />}
      {terminals.isError && <QuestionNotice error={terminals.error} onRetry={() => void terminals.refetch()} />}
      {terminals.data?.map((paired) => (
        <TerminalRow key={paired.id} paired={paired} onRevoke={() => setRevoking(paired)} />
      ))}
      {pairing && <PairCodeDialog onClose={() => setPairing(false)} />}
      {revoking !== null && <RevokeDialog paired={revoking} onClose={() => setRevoking(null)} />}
    </section>
  )
}
