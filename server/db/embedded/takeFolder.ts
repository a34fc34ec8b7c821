import { existsSync, mkdirSync, statSync } from 'node:fs'
import path from 'node:path'
import { codeOf, WrongSetting } from '../../wrongSetting.ts'
import { lockFolder } from './folderLock.ts'

/**
 * Makes the data folder if it is missing, and takes it for this process.
 * @returns how to give it back
 * @throws WrongSetting when it cannot be made or written, or when another hub has it
 */
export const takeFolder = (folder: string): (() => void) => {
  try {
    make(folder)
    return lockFolder(path.join(folder, 'hub.lock'))
  } catch (error) {
    if (error instanceof WrongSetting || codeOf(error) === null) throw error
    const why = error instanceof Error ? error.message : String(error)
    throw new WrongSetting(`the data folder ${folder} cannot be used: ${why}. Set HOLDFAST_DATA to another`)
  }
}

/** One folder after the other: Node's own `recursive` tries for ever where nothing can be made, as under /proc. */
const make = (folder: string): void => {
  if (existsSync(folder) && statSync(folder).isDirectory()) return
  const parent = path.dirname(folder)
  if (parent !== folder) make(parent)
  mkdirSync(folder)
}
