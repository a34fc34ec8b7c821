import { Button, CloseButton } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import classes from './RefusalNote.module.css'
import type { Refusal } from './refusal.ts'
import { isGone } from './shortageParts.ts'
import { useLastTaken } from './useLastTaken.ts'
import { useShortageText } from './useShortageText.ts'
import { useDesk } from './DeskContext.tsx'

const Short = ({ refusal }: { refusal: Extract<Refusal, { kind: 'short' }> }) => {
  const { t } = useTranslation()
  const desk = useDesk()
  const shortageText = useShortageText()
  const taken = useLastTaken(refusal.item.sku, isGone(refusal.shortage))
  return (
    <>
      <p className={classes.text}>
        <strong>{refusal.item.name}</strong>
        <span>{shortageText(refusal.shortage, taken)}</span>
      </p>
      <span className={classes.actions}>
        <Button variant="default" onClick={() => desk.tellWhenFree(refusal)}>
          {t('counter.short.tell')}
        </Button>
        <Button variant="default" onClick={() => void desk.sellAnyway(refusal)}>
          {t('counter.short.sellAnyway')}
        </Button>
      </span>
    </>
  )
}

const Text = ({ title, text }: { title: string; text: string }) => (
  <p className={classes.text}>
    <strong>{title}</strong>
    <span>{text}</span>
  </p>
)

/** In the place of the line that could not be: what is short and who holds it, why a voucher cannot be used, or that nobody knows this code. */
export const RefusalNote = ({ refusal }: { refusal: Refusal }) => {
  const { t } = useTranslation()
  const desk = useDesk()
  return (
    <div className={classes.note} role="alert">
      {refusal.kind === 'short' && <Short refusal={refusal} />}
      {refusal.kind === 'unlisted' && (
        <Text title={t('counter.unlisted.title', { name: refusal.item.name })} text={t('counter.unlisted.text')} />
      )}
      {refusal.kind === 'unknown' && (
        <Text title={t('counter.unknown.title', { code: refusal.code })} text={t('counter.unknown.text')} />
      )}
      {refusal.kind === 'voucher' && (
        <Text
          title={t('counter.voucher.title', { code: refusal.code })}
          text={t(`counter.voucher.obstacle.${refusal.obstacle}`)}
        />
      )}
      <CloseButton
        className={classes.dismiss}
        aria-label={t('common.dismiss')}
        onClick={() => desk.dismiss(refusal.id)}
      />
    </div>
  )
}
