import { Notice } from '../ui/Notice.tsx'
import { QuestionNotice } from './QuestionNotice.tsx'

interface Props {
  /** Why the hub could not be asked; null: it could. */
  readonly error: Error | null
  /** Somebody was quicker to take the code. */
  readonly isTaken: boolean
  readonly title: string
  readonly text: string
}

/** Over the buttons of a form: why something new is not there yet. */
export const NotSaved = ({ error, isTaken, title, text }: Props) => (
  <>
    {error !== null && <QuestionNotice error={error} />}
    {isTaken && (
      <Notice tone="amber" title={title} role="alert">
        {text}
      </Notice>
    )}
  </>
)
