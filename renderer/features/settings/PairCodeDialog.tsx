import { NativeSelect, Text } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Dialog } from '../../app/Dialog.tsx'
import { QuestionNotice } from '../../app/QuestionNotice.tsx'
import type { PairCode } from '../../app/questions.ts'
import { useGround } from '../../app/TerminalContext.tsx'
import { useLive } from '../../app/useLive.ts'
import { Fuse } from '../../ui/Fuse.tsx'
import classes from './SettingsScreen.module.css'
import { FormButtons } from '../../ui/FormButtons.tsx'

/** The code, to be read from another device; it burns down like everything that is held. */
const ShownCode = ({ made, placedAt }: { made: PairCode; placedAt: number }) => {
  const { t } = useTranslation()
  return (
    <>
      <Text>{t('settings.pair.show')}</Text>
      <output className={classes.code} data-testid="pair-code">
        {made.code}
      </output>
      <Fuse placedAt={placedAt} expiresAt={made.expiresAt} state="burning" />
    </>
  )
}

/** Makes the one-time code with which another device becomes a terminal of this shop. */
export const PairCodeDialog = ({ onClose }: { onClose: () => void }) => {
  const { t } = useTranslation()
  const { terminal, questions } = useGround()
  const shop = useLive(terminal.shop)
  const counters = shop.channels.filter(({ kind }) => kind === 'pos')
  const [location, setLocation] = useState(shop.terminal?.location ?? '')
  const [channel, setChannel] = useState(shop.terminal?.channel ?? '')
  const make = useMutation({
    mutationFn: async () => ({
      made: await questions.createCode({ location, channel }),
      placedAt: terminal.clock.now(),
    }),
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    make.mutate()
  }
  const options = (places: typeof shop.locations) => places.map(({ code, name: label }) => ({ value: code, label }))
  return (
    <Dialog opened onClose={onClose} title={t('settings.pair.title')}>
      {make.isSuccess ? (
        <ShownCode {...make.data} />
      ) : (
        <form onSubmit={submit} style={{ display: 'grid', gap: 16 }}>
          <NativeSelect
            label={t('settings.pair.location')}
            data={options(shop.locations)}
            value={location}
            onChange={(event) => setLocation(event.currentTarget.value)}
          />
          <NativeSelect
            label={t('settings.pair.channel')}
            data={options(counters)}
            value={channel}
            onChange={(event) => setChannel(event.currentTarget.value)}
          />
          {make.isError && <QuestionNotice error={make.error} />}
          <FormButtons submit={t('settings.pair.submit')} isPending={make.isPending} onClose={onClose} />
        </form>
      )}
    </Dialog>
  )
}
