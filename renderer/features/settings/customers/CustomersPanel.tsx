import { Button, Stack, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Whom } from '../../../app/customers.ts'
import { QuestionNotice } from '../../../app/QuestionNotice.tsx'
import { useGround } from '../../../app/TerminalContext.tsx'
import { FieldRow } from '../../../ui/FieldRow.tsx'
import { Notice } from '../../../ui/Notice.tsx'
import settings from '../SettingsScreen.module.css'
import { EraseDialog } from './EraseDialog.tsx'
import { LastErasures } from './LastErasures.tsx'
import { useCountsText } from './useCountsText.ts'
import { whomOf } from './whomOf.ts'

/** A customer wants to be forgotten: a manager looks how much there is of them, and has it erased. */
export const CustomersPanel = () => {
  const { t } = useTranslation()
  const { questions } = useGround()
  const countsText = useCountsText()
  const [text, setText] = useState('')
  const [isWrong, setWrong] = useState(false)
  const [asked, setAsked] = useState<Whom | null>(null)
  const look = useMutation({ mutationFn: (whom: Whom) => questions.lookForCustomer(whom) })
  const erase = useMutation({ mutationFn: (whom: Whom) => questions.eraseCustomer(whom) })
  const whom = look.variables
  const found = look.data

  const submit = (event: FormEvent) => {
    event.preventDefault()
    const said = whomOf(text)
    setWrong(said === null)
    erase.reset()
    if (said !== null) look.mutate(said)
  }
  const nothing = found != null && countsText(found.erased) === '' && countsText(found.kept) === ''
  return (
    <section className={settings.part} aria-labelledby="customers">
      <h2>
        <span id="customers">{t('customers.title')}</span>
        <span className={settings.hint} style={{ fontWeight: 400 }}>
          {t('customers.hint')}
        </span>
      </h2>
      <Stack gap="sm">
        <form onSubmit={submit} noValidate>
          <FieldRow fields={1} ends="button">
            <TextInput
              label={t('customers.whom')}
              error={isWrong ? t('customers.wrong') : undefined}
              autoComplete="off"
              spellCheck={false}
              value={text}
              onChange={(event) => {
                setText(event.currentTarget.value)
                setWrong(false)
                look.reset()
                erase.reset()
              }}
            />
            <Button type="submit" variant="default" loading={look.isPending}>
              {t('customers.look')}
            </Button>
          </FieldRow>
        </form>
        {look.isError && <QuestionNotice error={look.error} />}
        {(found === null || nothing) && (
          <Notice tone="calm" title={t('customers.nothing')} role="status">
            {t('customers.nothingText')}
          </Notice>
        )}
        {found != null && whom !== undefined && !nothing && erase.data == null && (
          <Notice tone="calm" title={t('customers.found')} role="status">
            <p>
              {countsText(found.erased) === ''
                ? t('customers.nothingOver')
                : t('customers.over', { what: countsText(found.erased) })}
            </p>
            {countsText(found.kept) !== '' && <p>{t('customers.goesOn', { what: countsText(found.kept) })}</p>}
            {countsText(found.erased) !== '' && (
              <Button
                color="red"
                variant="outline"
                onClick={() => {
                  erase.reset()
                  setAsked(whom)
                }}
              >
                {t('customers.erase')}
              </Button>
            )}
          </Notice>
        )}
        {erase.data != null && (
          <Notice tone="calm" title={t('customers.done')} role="status">
            <p>{t('customers.doneText', { what: countsText(erase.data.erased) || t('customers.none') })}</p>
            {countsText(erase.data.kept) !== '' && (
              <p>{t('customers.goesOn', { what: countsText(erase.data.kept) })}</p>
            )}
            <p>{t('customers.elsewhere')}</p>
          </Notice>
        )}
      </Stack>
      <LastErasures />
      {asked !== null && found != null && (
        <EraseDialog whom={asked} what={countsText(found.erased)} erase={erase} onClose={() => setAsked(null)} />
      )}
    </section>
  )
}
