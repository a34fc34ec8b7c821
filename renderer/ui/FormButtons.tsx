import { Button, Group } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { DialogFoot } from './DialogFoot.tsx'

interface Props {
  /** What is done, as the button says it. */
  readonly submit: string
  readonly isPending: boolean
  /** It cannot be sent now; the form says why. */
  readonly isDisabled?: boolean
  /** What the other button says; by default that nothing is done. */
  readonly leave?: string
  /** Stands apart from the two. */
  readonly other?: ReactNode
  readonly onClose: () => void
  /** Why it cannot be sent now, or what came of it: stands over the buttons, in sight as they are. */
  readonly children?: ReactNode
}

/** The end of a form in a dialog: leave it, or send it. */
export const FormButtons = ({ submit, isPending, isDisabled = false, leave, other, onClose, children }: Props) => {
  const { t } = useTranslation()
  return (
    <DialogFoot>
      {children}
      <Group justify="flex-end">
        {other}
        <Button variant="default" onClick={onClose}>
          {leave ?? t('common.cancel')}
        </Button>
        <Button type="submit" loading={isPending} disabled={isDisabled}>
          {submit}
        </Button>
      </Group>
    </DialogFoot>
  )
}
