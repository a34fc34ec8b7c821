import { Button, Group } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { Download } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Dialog } from '../../app/Dialog.tsx'
import { type ListFormat, type ListName, listNames } from '../../app/downloadList.ts'
import { QuestionNotice } from '../../app/QuestionNotice.tsx'
import { useGround } from '../../app/TerminalContext.tsx'
import { useLivePart } from '../../app/useLive.ts'
import classes from './ListMenu.module.css'

const formats = ['xlsx', 'csv'] as const

interface Wanted {
  readonly list: ListName
  readonly format: ListFormat
}

const ListDialog = ({ onClose }: { readonly onClose: () => void }) => {
  const { t } = useTranslation()
  const { questions, platform, preferences } = useGround()
  const language = useLivePart(preferences, (preferred) => preferred.language)
  const download = useMutation({
    mutationFn: async ({ list, format }: Wanted) =>
      platform.saveFile(`${list}.${format}`, await questions.downloadList(list, format, language)),
  })
  return (
    <Dialog opened onClose={onClose} title={t('overview.lists.title')}>
      <p className={classes.hint}>{t('overview.lists.hint')}</p>
      {download.isError && <QuestionNotice error={download.error} />}
      <ul className={classes.rows}>
        {listNames.map((list) => (
          <li key={list} className={classes.row}>
            <span>{t(`overview.lists.name.${list}`)}</span>
            <Group gap="xs" wrap="nowrap">
              {formats.map((format) => (
                <Button
                  key={format}
                  variant="default"
                  size="sm"
                  aria-label={`${t(`overview.lists.name.${list}`)}, ${t(`overview.lists.${format}`)}`}
                  loading={
                    download.isPending && download.variables.list === list && download.variables.format === format
                  }
                  onClick={() => download.mutate({ list, format })}
                >
                  {t(`overview.lists.${format}`)}
                </Button>
              ))}
            </Group>
          </li>
        ))}
      </ul>
    </Dialog>
  )
}

/** Every list of this location as a file, in the device's language. */
export const ListMenu = () => {
  const { t } = useTranslation()
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <Button variant="default" leftSection={<Download size={18} aria-hidden />} onClick={() => setOpen(true)}>
        {t('overview.lists.open')}
      </Button>
      {isOpen && <ListDialog onClose={() => setOpen(false)} />}
    </>
  )
}
