import { Button, CloseButton } from '@mantine/core'
import { BellRing } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useGround } from '../../app/TerminalContext.tsx'
import { useLive } from '../../app/useLive.ts'
import classes from './NowFree.module.css'
import { useDesk } from './DeskContext.tsx'

/** Things that somebody waited for and that are free again. */
export const NowFree = () => {
  const { t } = useTranslation()
  const { terminal } = useGround()
  const desk = useDesk()
  const items = useLive(terminal.counter.nowFree)
  return items.map((item) => (
    <div key={item.sku} className={classes.free} role="status">
      <BellRing size={22} aria-hidden />
      <span className={classes.text}>{t('counter.free.title', { name: item.name })}</span>
      <Button
        variant="default"
        onClick={() => {
          terminal.counter.dismissFree(item.sku)
          void desk.add(item)
        }}
      >
        {t('counter.free.add')}
      </Button>
      <CloseButton aria-label={t('common.dismiss')} onClick={() => terminal.counter.dismissFree(item.sku)} />
    </div>
  ))
}
