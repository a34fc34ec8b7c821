import {
  type FileFault,
  type ImportColumn,
  type ImportEvent,
  mostImportBytes,
  type RejectedLine,
} from '../../../../shared/protocol/itemImport.ts'
import { QuestionError, type QuestionFailure, type Questions } from '../../../app/questions.ts'
import { createStore } from '../../../app/store.ts'
import type { Live } from '../../../app/terminal.ts'

/** How a file of goods stands. */
export type ImportState =
  | { readonly name: 'none' }
  | { readonly name: 'sending'; readonly file: string }
  | { readonly name: 'reading'; readonly file: string; readonly lines: number; readonly fraction: number }
  | {
      readonly name: 'done'
      readonly file: string
      readonly created: number
      readonly updated: number
      readonly rejected: readonly RejectedLine[]
    }
  | {
      readonly name: 'unreadable'
      readonly file: string
      readonly fault: FileFault
      readonly columns: readonly ImportColumn[]
    }
  | { readonly name: 'too_large'; readonly file: string }
  /** `begun`: some lines may be in already. */
  | { readonly name: 'failed'; readonly file: string; readonly why: QuestionFailure; readonly begun: boolean }

/** Brings one file of goods in at a time, whatever screen is shown. */
export interface ItemImport {
  readonly state: Live<ImportState>
  start(file: File): Promise<void>
  /** Puts the result away. */
  clear(): void
}

export const isRunning = ({ name }: ImportState): boolean => name === 'sending' || name === 'reading'

const after = (event: ImportEvent, file: File): ImportState => {
  switch (event.type) {
    case 'progress': {
      const fraction = file.size === 0 ? 1 : Math.min(1, event.bytes / file.size)
      return { name: 'reading', file: file.name, lines: event.lines, fraction }
    }
    case 'done': {
      const { created, updated, rejected } = event
      return { name: 'done', file: file.name, created, updated, rejected }
    }
    case 'unreadable':
      return { name: 'unreadable', file: file.name, fault: event.fault, columns: event.columns }
    case 'failed':
      return { name: 'failed', file: file.name, why: 'fault', begun: true }
  }
}

export const createItemImport = (questions: Pick<Questions, 'importItems'>): ItemImport => {
  const state = createStore<ImportState>({ name: 'none' })
  return {
    state,
    clear: () => {
      if (!isRunning(state.get())) state.set({ name: 'none' })
    },
    start: async (file) => {
      if (isRunning(state.get())) return
      if (file.size > mostImportBytes) return state.set({ name: 'too_large', file: file.name })
      state.set({ name: 'sending', file: file.name })
      try {
        await questions.importItems(file, (event) => state.set(after(event, file)))
      } catch (error) {
        if (!(error instanceof QuestionError)) throw error
        // Once it was sent the hub goes on without us.
        const begun = state.get().name === 'reading'
        state.set({ name: 'failed', file: file.name, why: error.why, begun })
      }
    },
  }
}
