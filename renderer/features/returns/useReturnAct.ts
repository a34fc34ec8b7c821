import { useState } from 'react'
import type { ReturnAnswer } from '../../app/terminal.ts'

type Refusal = 'refused' | 'tooManyPhotos'

const refusalOf = (answer: ReturnAnswer): Refusal | null =>
  answer.ok ? null : answer.rejection === null ? 'tooManyPhotos' : 'refused'

/** Does one thing after the other with a return, and keeps why the last one was refused. */
export const useReturnAct = () => {
  const [isBusy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const act = async (step: () => Promise<ReturnAnswer>, onDone: (answer: ReturnAnswer) => void = () => undefined) => {
    setBusy(true)
    try {
      const answer = await step()
      setRefusal(refusalOf(answer))
      onDone(answer)
    } finally {
      setBusy(false)
    }
  }
  return { isBusy, refusal, act }
}
