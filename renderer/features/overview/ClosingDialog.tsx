import { Box, Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Printer } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { DateInput } from '../../app/DateInput.tsx'
import { Dialog } from '../../app/Dialog.tsx'
import { QuestionNotice } from '../../app/QuestionNotice.tsx'
import { useGround } from '../../app/TerminalContext.tsx'
import { useFailure } from '../../app/useFailure.ts'
import { useZone } from '../../app/useZone.ts'
import { DialogButtons } from '../../ui/DialogFoot.tsx'
import { Loading } from '../../ui/Loading.tsx'
import classes from './ClosingDialog.module.css'
import { closingHtml, type ClosingText } from './closingHtml.ts'
import { lastDays } from './figures.ts'
import { useClosingText } from './useClosingText.ts'

const Parts = ({ parts }: Pick<ClosingText, 'parts'>) =>
  parts.map(({ heading, rows }) => (
    <section key={heading} className={classes.part}>
      <h3>{heading}</h3>
      <table>
        <tbody>
          {rows.map(({ word, count, amount, isSum }) => (
            <tr key={word} data-sum={isSum}>
              <th scope="row">{word}</th>
              <td>{count}</td>
              <td>{amount}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  ))

/** What a day came to, to be printed, or kept as a PDF by the printer's own dialog. */
const ClosingDialog = ({ onClose }: { readonly onClose: () => void }) => {
  const { t } = useTranslation()
  const { questions, platform, terminal } = useGround()
  const zone = useZone()
  const [today = ''] = lastDays(terminal.clock.now(), 1, zone)
  const [day, setDay] = useState(today)
  const textOf = useClosingText()
  const closing = useQuery({
    queryKey: ['closing', day],
    queryFn: () => questions.closing(day),
    enabled: day !== '',
  })
  const failure = useFailure({ error: closing.error, isPending: closing.isPending && day !== '' })
  const text = closing.data === undefined ? null : textOf(closing.data)
  return (
    <Dialog opened onClose={onClose} size="lg" title={t('overview.closing.button')}>
      <DateInput label={t('overview.closing.day')} date={day} max={today} onDate={setDay} />
      <Box mt="md">
        {day === '' && <p>{t('overview.closing.noDay')}</p>}
        {failure !== null && <QuestionNotice error={failure} onRetry={() => void closing.refetch()} />}
        {text === null && failure === null && day !== '' && <Loading height={320} />}
      </Box>
      {text !== null && <Parts parts={text.parts} />}
      <DialogButtons>
        <Button variant="default" onClick={onClose}>
          {t('common.close')}
        </Button>
        <Button
          leftSection={<Printer size={18} aria-hidden />}
          disabled={text === null}
          onClick={() => text !== null && void platform.print(closingHtml(text))}
        >
          {t('overview.closing.print')}
        </Button>
      </DialogButtons>
    </Dialog>
  )
}

/** Opens a day's closing. */
export const ClosingButton = () => {
  const { t } = useTranslation()
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <Button variant="default" onClick={() => setOpen(true)}>
        {t('overview.closing.button')}
      </Button>
      {isOpen && <ClosingDialog onClose={() => setOpen(false)} />}
    </>
  )
}
