import type { FormEvent, ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Dialog } from '../../../app/Dialog.tsx'
import { QuestionNotice } from '../../../app/QuestionNotice.tsx'
import { useTerminal } from '../../../app/TerminalContext.tsx'
import { useLivePart } from '../../../app/useLive.ts'
import { FormButtons } from '../../../ui/FormButtons.tsx'
import { Notice } from '../../../ui/Notice.tsx'
import goods from '../goods/Goods.module.css'

interface Props {
  readonly title: string
  /** What the button that sends it says. */
  readonly submitText: string
  readonly save: { readonly isPending: boolean; readonly error: Error | null; readonly data: boolean | undefined }
  /** What else can be done, before the buttons that end it. */
  readonly other?: ReactNode
  readonly onSubmit: (event: FormEvent) => void
  readonly onClose: () => void
  readonly children: ReactNode
}

/** A form about something that can be booked, with why it cannot be saved now, or was not. */
export const BookableDialog = ({ title, submitText, save, other, onSubmit, onClose, children }: Props) => {
  const { t } = useTranslation()
  const isOffline = useLivePart(useTerminal().status, ({ connection }) => connection === 'offline')
  return (
    <Dialog opened onClose={onClose} size={640} title={title}>
      <form className={goods.form} onSubmit={onSubmit} noValidate>
        {children}
        <FormButtons
          submit={submitText}
          isPending={save.isPending}
          isDisabled={isOffline}
          other={other}
          onClose={onClose}
        >
          {isOffline && (
            <Notice tone="offline" title={t('bookables.offline.title')} role="status">
              {t('bookables.offline.text')}
            </Notice>
          )}
          {!isOffline && save.error !== null && <QuestionNotice error={save.error} />}
          {save.data === false && (
            <Notice tone="amber" title={t('bookables.exists.title')} role="alert">
              {t('bookables.exists.text')}
            </Notice>
          )}
        </FormButtons>
      </form>
    </Dialog>
  )
}
