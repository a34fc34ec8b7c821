import { useState } from 'react'
import type { ReturnAnswer } from '../../app/terminal.ts'

/** Does one thing after the other with a return, and keeps whether the last one was refused. */
export const useReturnAct = () => {
  const [isBusy, setBusy] = useState(false)
  const [isRefused, setRefused] = useState(false)
  const act = async (step: () => Promise<ReturnAnswer>, onDone: (answer: ReturnAnswer) => void = () => undefined) => {
    setBusy(true)
    try {
      const answer = await step()
      setRefused(!answer.ok)
      onDone(answer)
    } finally {
      setBusy(false)
    }
  }
  return { isBusy, isRefused, act }
}
