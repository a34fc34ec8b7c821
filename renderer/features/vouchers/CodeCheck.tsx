import { Button, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { TicketCheck } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useGround } from '../../app/TerminalContext.tsx'
import { useScans } from '../counter/useScans.ts'
import { CodeAnswer } from './CodeAnswer.tsx'
import classes from './CodeCheck.module.css'

/** Says what a code is worth: at once by the copy, and then as the hub says. While this is shown a scan is a code to be checked, not goods to be sold. */
export const CodeCheck = () => {
  const { t } = useTranslation()
  const { questions, terminal } = useGround()
  const [text, setText] = useState('')
  const [asked, setAsked] = useState('')
  const told = useQuery({
    queryKey: ['voucher', asked],
    queryFn: () => questions.lookAtCode(asked),
    enabled: asked !== '',
    retry: false,
    staleTime: 0,
    gcTime: 0,
  })

  useScans((code) => {
    setText(code)
    setAsked(code)
  })

  const submit = (event: FormEvent) => {
    event.preventDefault()
    const code = text.trim()
    if (code === asked) void told.refetch()
    else setAsked(code)
  }
  return (
    <section className={classes.check} aria-label={t('vouchers.check.title')}>
      <h2>{t('vouchers.check.title')}</h2>
      <form className={classes.form} onSubmit={submit}>
        <TextInput
          aria-label={t('vouchers.check.field')}
          placeholder={t('vouchers.check.field')}
          leftSection={<TicketCheck size={20} aria-hidden />}
          maxLength={64}
          spellCheck={false}
          autoComplete="off"
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <Button type="submit" disabled={text.trim() === ''}>
          {t('vouchers.check.submit')}
        </Button>
      </form>
      {asked === '' ? (
        <p className={classes.hint}>{t('vouchers.check.hint')}</p>
      ) : (
        <CodeAnswer
          copy={terminal.vouchers.check(asked)}
          told={told.data}
          failed={told.error}
          onVoided={() => void told.refetch()}
        />
      )}
    </section>
  )
}
