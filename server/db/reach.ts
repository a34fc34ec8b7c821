import postgres from 'postgres'
import { WrongSetting } from '../wrongSetting.ts'
import { connect } from './connect.ts'
import { isFault } from './faults.ts'

/**
 * Asks the database of HOLDFAST_DATABASE_URL for the first time.
 * @throws WrongSetting when nobody answers there, or lets nobody in; another error when it is there but busy with itself
 */
export const reach = async (url: string): Promise<void> => {
  const sql = connect({ url, max: 1, name: 'holdfast start' })
  try {
    await sql`select 1`
  } catch (error) {
    const why = `the database of HOLDFAST_DATABASE_URL cannot be used: ${saidBy(error)}`
    throw error instanceof postgres.PostgresError && isFault(error) ? new Error(why) : new WrongSetting(why)
  } finally {
    await sql.end({ timeout: 0 })
  }
}

/** Of a name with several addresses Node says nothing but a code. */
const saidBy = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error)
  return error.message === '' && 'code' in error ? String(error.code) : error.message
}
