import { useTranslation } from 'react-i18next'
import { answerOf } from './answers.ts'

/** Says in words what somebody answered whom the hub told something. */
export const useAnswerText = (): ((note: string) => string) => {
  const { t } = useTranslation()
  return (note) => {
    const answer = answerOf(note)
    if ('status' in answer) return t(`channels.answer.${answer.type}`, { status: answer.status })
    return answer.type === 'told' ? answer.text : t(`channels.answer.${answer.type}`)
  }
}
