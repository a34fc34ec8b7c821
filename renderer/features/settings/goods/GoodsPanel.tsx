import { Button } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useGround } from '../../../app/TerminalContext.tsx'
import { useFormats } from '../../../app/useFormats.ts'
import { useLive } from '../../../app/useLive.ts'
import settings from '../SettingsScreen.module.css'
import { DropZone } from './DropZone.tsx'
import { ImportResult } from './ImportResult.tsx'
import { ItemDialog } from './ItemDialog.tsx'
import { isRunning } from './itemImport.ts'

/** The shop's goods, for a manager: a file of them, or one by hand. */
export const GoodsPanel = () => {
  const { t } = useTranslation()
  const formats = useFormats()
  const { terminal, itemImport } = useGround()
  const size = useLive(terminal.catalogue.size)
  const state = useLive(itemImport.state)
  const [editing, setEditing] = useState(false)
  return (
    <section className={settings.part} aria-labelledby="goods">
      <div className={settings.row}>
        <h2 id="goods">
          {t('settings.goods.title')}
          <span className={settings.hint} style={{ fontWeight: 400 }} data-testid="goods-count">
            {t('settings.goods.count', { count: size, amount: formats.number(size) })}
          </span>
        </h2>
        <Button variant="default" onClick={() => setEditing(true)}>
          {t('settings.goods.one.open')}
        </Button>
      </div>
      <DropZone busy={isRunning(state)} onFile={(file) => void itemImport.start(file)} />
      <ImportResult state={state} onClear={itemImport.clear} />
      {editing && <ItemDialog onClose={() => setEditing(false)} />}
    </section>
  )
}
