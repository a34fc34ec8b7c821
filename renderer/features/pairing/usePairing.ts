import { useState } from 'react'
import { useTerminal } from '../../app/TerminalContext.tsx'
import type { PairAnswer } from '../../app/terminal.ts'

export type PairFailure = Extract<PairAnswer, { ok: false }>['why']

/** Pairs this terminal; on success its phase goes on by itself. */
export const usePairing = () => {
  const terminal = useTerminal()
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<PairFailure | null>(null)
  const pair = async (code: string, name: string): Promise<void> => {
    setBusy(true)
    setFailure(null)
    try {
      const answer = await terminal.pair(code.trim(), name.trim())
      if (!answer.ok) setFailure(answer.why)
    } finally {
      setBusy(false)
    }
  }
  return { busy, failure, pair }
}
