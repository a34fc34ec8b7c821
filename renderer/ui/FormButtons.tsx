import { Button, Group } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'

interface Props {
  /** What is done, as the button says it. */
  readonly submit: string
  readonly isPending: boolean
  /** It cannot be sent now; the form says why. */
  readonly isDisabled?: boolean
  /** Stands apart from the two. */
  readonly other?: ReactNode
  readonly onClose: () => void
}

/** The end of a form in a dialog: leave it, or send it. */
export const FormButtons = ({ submit, isPending, isDisabled = false, other, onClose }: Props) => {
  const { t } = useTranslation()
  return (
    <Group justify="flex-end">
      {other}
      <Button variant="default" onClick={onClose}>
        {t('common.cancel')}
      </Button>
      <Button type="submit" loading={isPending} disabled={isDisabled}>
        {submit}
      </Button>
    </Group>
  )
}
