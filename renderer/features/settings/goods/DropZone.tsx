import { Button, FileButton } from '@mantine/core'
import { FileUp } from 'lucide-react'
import { type DragEvent, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { neededColumns } from '../../../../shared/protocol/itemImport.ts'
import { digitsOf } from '../../../../shared/money.ts'
import { useGround } from '../../../app/TerminalContext.tsx'
import { useLive } from '../../../app/useLive.ts'
import classes from './Goods.module.css'
import { countColumn, exampleFile } from './goodsFiles.ts'

/** A file that misses the zone must not take the place of the terminal in the window. */
const useNoStrayFiles = (): void => {
  useEffect(() => {
    const refuse = (event: Event) => event.preventDefault()
    window.addEventListener('dragover', refuse)
    window.addEventListener('drop', refuse)
    return () => {
      window.removeEventListener('dragover', refuse)
      window.removeEventListener('drop', refuse)
    }
  }, [])
}

/** Where a file of goods is dropped or chosen, and what it has to look like. */
export const DropZone = ({ busy, onFile }: { busy: boolean; onFile: (file: File) => void }) => {
  const { t } = useTranslation()
  const { terminal, platform } = useGround()
  const { terminal: self, currency } = useLive(terminal.shop)
  const location = self?.location ?? ''
  const [over, setOver] = useState(false)
  useNoStrayFiles()

  const onDrop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    const [file] = event.dataTransfer.files
    if (file !== undefined && !busy) onFile(file)
  }
  return (
    // What can be dropped here can be chosen with the button too.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <div
      className={classes.zone}
      data-over={over}
      role="group"
      aria-label={t('settings.goods.file.label')}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={onDrop}
    >
      <FileUp size={32} strokeWidth={1.5} aria-hidden className={classes.icon} />
      <div className={classes.about}>
        <p className={classes.drop}>{t('settings.goods.file.drop')}</p>
        <p>
          {t('settings.goods.file.columns')} <code>{neededColumns.join(',')}</code>
        </p>
        <p>
          {t(digitsOf(currency) === 0 ? 'settings.goods.file.wholePrices' : 'settings.goods.file.minorPrices')}{' '}
          {t('settings.goods.file.location', { column: countColumn })} <code>{location}</code>
        </p>
      </div>
      <div className={classes.ways}>
        <FileButton
          accept=".csv,text/csv"
          onChange={(file) => file !== null && onFile(file)}
          // The same file may be chosen again after it was put right.
          key={String(busy)}
        >
          {(props) => (
            <Button {...props} disabled={busy}>
              {t('settings.goods.file.choose')}
            </Button>
          )}
        </FileButton>
        <Button
          variant="subtle"
          onClick={() => void platform.saveFile('holdfast-goods-example.csv', exampleFile(location))}
        >
          {t('settings.goods.file.example')}
        </Button>
      </div>
    </div>
  )
}
