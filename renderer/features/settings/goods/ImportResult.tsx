import { Button, Group, Progress } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { RejectedLine } from '../../../../shared/protocol/itemImport.ts'
import { QuestionNotice } from '../../../app/QuestionNotice.tsx'
import { QuestionError } from '../../../app/questions.ts'
import { useGround } from '../../../app/TerminalContext.tsx'
import { useFormats } from '../../../app/useFormats.ts'
import { Notice } from '../../../ui/Notice.tsx'
import classes from './Goods.module.css'
import { countColumn, rejectedFile } from './goodsFiles.ts'
import type { ImportState } from './itemImport.ts'

/** Lines that are shown; the file has them all. */
const linesShown = 20

const Running = ({ file, lines, fraction }: { file: string; lines: number; fraction: number | null }) => {
  const { t } = useTranslation()
  const formats = useFormats()
  const text =
    fraction === null
      ? t('settings.goods.running.sending', { file })
      : t('settings.goods.running.reading', { file, count: lines, amount: formats.number(lines) })
  return (
    <div className={classes.running} role="status">
      <p>{text}</p>
      <Progress value={(fraction ?? 0) * 100} size="lg" aria-label={text} />
      <p className={classes.soft}>{t('settings.goods.running.goOn')}</p>
    </div>
  )
}

/** Why each line did not go in, in words. */
const useLineText = (): ((line: RejectedLine) => string) => {
  const { t } = useTranslation()
  return ({ fault, detail }) => t(`settings.goods.line.${fault}`, { detail, column: countColumn })
}

const Rejected = ({ file, rejected }: { file: string; rejected: readonly RejectedLine[] }) => {
  const { t } = useTranslation()
  const formats = useFormats()
  const { platform } = useGround()
  const lineText = useLineText()
  const save = () => {
    const lines = rejected.map((line) => [line.line, lineText(line)] as const)
    const head = [t('settings.goods.rejected.line'), t('settings.goods.rejected.why')] as const
    return platform.saveFile(`${file.replace(/\.csv$/i, '')}-rejected.csv`, rejectedFile(head, lines))
  }
  const title = t('settings.goods.rejected.title', { count: rejected.length, amount: formats.number(rejected.length) })
  return (
    <Notice tone="amber" title={title} role="alert">
      <p>{t('settings.goods.rejected.text')}</p>
      <ol className={classes.lines} data-testid="rejected-lines">
        {rejected.slice(0, linesShown).map((line) => (
          <li key={line.line}>
            <span>{t('settings.goods.rejected.at', { line: formats.number(line.line) })}</span> {lineText(line)}
          </li>
        ))}
      </ol>
      {rejected.length > linesShown && (
        <p>{t('settings.goods.rejected.more', { amount: formats.number(rejected.length - linesShown) })}</p>
      )}
      <Button variant="default" mt="xs" onClick={() => void save()}>
        {t('settings.goods.rejected.save')}
      </Button>
    </Notice>
  )
}

const Outcome = ({ state }: { state: Exclude<ImportState, { name: 'none' | 'sending' | 'reading' }> }) => {
  const { t } = useTranslation()
  const formats = useFormats()
  switch (state.name) {
    case 'done':
      return (
        <>
          <Notice tone="calm" title={t('settings.goods.done.title', { file: state.file })} role="status">
            {t('settings.goods.done.text', {
              created: formats.number(state.created),
              updated: formats.number(state.updated),
            })}
          </Notice>
          {state.rejected.length > 0 && <Rejected file={state.file} rejected={state.rejected} />}
        </>
      )
    case 'unreadable':
      return (
        <Notice tone="red" title={t('settings.goods.unreadable.title', { file: state.file })} role="alert">
          {t(`settings.goods.unreadable.${state.fault}`, { columns: state.columns.join(', ') })}
        </Notice>
      )
    case 'too_large':
      return (
        <Notice tone="red" title={t('settings.goods.tooLarge.title', { file: state.file })} role="alert">
          {t('settings.goods.tooLarge.text')}
        </Notice>
      )
    case 'failed':
      return state.begun ? (
        <Notice tone="amber" title={t('settings.goods.broken.title')} role="alert">
          {t('settings.goods.broken.text')}
        </Notice>
      ) : (
        <QuestionNotice error={new QuestionError(state.why)} />
      )
  }
}

/** How far a file is, and what came of it. */
export const ImportResult = ({ state, onClear }: { state: ImportState; onClear: () => void }) => {
  const { t } = useTranslation()
  if (state.name === 'none') return null
  if (state.name === 'sending') return <Running file={state.file} lines={0} fraction={null} />
  if (state.name === 'reading') return <Running {...state} />
  return (
    <div className={classes.result}>
      <Outcome state={state} />
      <Group justify="flex-end">
        <Button variant="subtle" onClick={onClear}>
          {t('common.dismiss')}
        </Button>
      </Group>
    </div>
  )
}
