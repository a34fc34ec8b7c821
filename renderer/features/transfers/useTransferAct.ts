import { useState } from 'react'
import type { TransferAnswer } from '../../app/terminal.ts'

/** Does one thing after the other with transfers, and keeps whether the last one was refused. */
export const useTransferAct = () => {
  const [isBusy, setBusy] = useState(false)
  const [isRefused, setRefused] = useState(false)
  const act = async (
    step: () => Promise<TransferAnswer>,
    onDone: (answer: TransferAnswer) => void = () => undefined,
  ) => {
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
