import { Button, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Dialog } from '../../app/Dialog.tsx'
import { useFormats } from '../../app/useFormats.ts'
import { DialogButtons } from '../../ui/DialogFoot.tsx'

/** Takes everything off a list, once somebody says that they mean it. */
export const DropList = ({ lines, onDrop }: { readonly lines: number; readonly onDrop: () => void }) => {
  const { t } = useTranslation()
  const formats = useFormats()
  const [isAsking, setAsking] = useState(false)
  if (lines === 0) return null
  return (
    <>
      <Button variant="default" onClick={() => setAsking(true)}>
        {t('shelf.drop.open')}
      </Button>
      <Dialog
        opened={isAsking}
        onClose={() => setAsking(false)}
        title={t('shelf.drop.title', { amount: formats.number(lines) })}
      >
        <Text>{t('shelf.drop.text')}</Text>
        <DialogButtons>
          <Button variant="default" onClick={() => setAsking(false)}>
            {t('shelf.drop.keep')}
          </Button>
          <Button color="red" data-autofocus onClick={onDrop}>
            {t('shelf.drop.confirm')}
          </Button>
        </DialogButtons>
      </Dialog>
    </>
  )
}
