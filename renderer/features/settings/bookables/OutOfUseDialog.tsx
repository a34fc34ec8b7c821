import { Button, Stack, Text } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Dialog } from '../../../app/Dialog.tsx'
import type { BookedAhead } from '../../../app/bookables.ts'
import { QuestionNotice } from '../../../app/QuestionNotice.tsx'
import { useGround } from '../../../app/TerminalContext.tsx'
import { useFormats } from '../../../app/useFormats.ts'
import { DialogButtons } from '../../../ui/DialogFoot.tsx'
import { Loading } from '../../../ui/Loading.tsx'
import { Notice } from '../../../ui/Notice.tsx'
import { useFailure } from '../../../app/useFailure.ts'
import { outOfUseKey } from './outOfUseKey.ts'

/** What is told is as high as this at most, so that the buttons stay where they are when it comes. */
const toldHeight = 152

interface Props {
  readonly code: string
  readonly name: string
  readonly onDone: () => void
  readonly onClose: () => void
}

/** How much is still booked, and what becomes of it. */
const AheadText = ({ ahead: { bookings, firstAt } }: { ahead: BookedAhead }) => {
  const { t } = useTranslation()
  const formats = useFormats()
  const { terminal } = useGround()
  if (bookings === 0 || firstAt === null) return <Text>{t('bookables.outOfUse.nothingAhead')}</Text>
  return (
    <Notice tone="amber" title={t('bookables.outOfUse.ahead', { count: bookings })}>
      {t('bookables.outOfUse.whatStays', { time: formats.moment(firstAt, terminal.clock.now()) })}
    </Notice>
  )
}

/** Asks before a table, a person or a room can be booked no more, and says what is booked already. */
export const OutOfUseDialog = ({ code, name, onDone, onClose }: Props) => {
  const { t } = useTranslation()
  const { questions } = useGround()
  const client = useQueryClient()
  const ahead = useQuery({ queryKey: ['ahead', code], queryFn: () => questions.aheadOf(code), staleTime: 0, gcTime: 0 })
  const take = useMutation({
    mutationFn: () => questions.setInUse(code, false),
    onSuccess: async (isDone) => {
      await client.invalidateQueries({ queryKey: outOfUseKey })
      if (isDone) onDone()
    },
  })
  const failure = useFailure(ahead)
  const isGone = ahead.data === null || take.data === false
  const isKnown = ahead.data !== undefined && !isGone
  return (
    <Dialog opened onClose={onClose} title={t('bookables.outOfUse.title', { name })}>
      <Text mb="sm">{t('bookables.outOfUse.text')}</Text>
      <Stack gap="sm" mih={toldHeight}>
        {failure !== null && <QuestionNotice error={failure} onRetry={() => void ahead.refetch()} />}
        {failure === null && ahead.isPending && <Loading what={t('bookables.outOfUse.asking')} height={toldHeight} />}
        {isKnown && ahead.data !== null && failure === null && <AheadText ahead={ahead.data} />}
        {isGone && <Notice tone="amber" title={t('bookables.outOfUse.gone')} role="alert" />}
        {take.isError && <QuestionNotice error={take.error} />}
      </Stack>
      <DialogButtons>
        <Button variant="default" data-autofocus onClick={onClose}>
          {t('common.cancel')}
        </Button>
        <Button
          color="red"
          disabled={!isKnown || failure !== null}
          loading={take.isPending}
          onClick={() => take.mutate()}
        >
          {t('bookables.outOfUse.submit')}
        </Button>
      </DialogButtons>
    </Dialog>
  )
}
