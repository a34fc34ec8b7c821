import type { BankAccount } from '../../shared/vietQr.ts'
import type { Sql, Tx } from '../db/connect.ts'
import { type Changed, changed, replicaChange } from '../feed/announce.ts'

/** Where transfers go to. */
export interface BankAccounts {
  /** Null: nobody said. */
  current(): Promise<BankAccount | null>
  /** It was said as the hub was started, so that nobody at a terminal has a say. */
  readonly isFixed: boolean
}

/** What was said at the hub's start, else what an owner said last at a terminal, of whichever hub. */
export const bankAccountsOf = (sql: Sql, fixed: BankAccount | null): BankAccounts => ({
  current: async () => fixed ?? (await readBankAccount(sql)),
  isFixed: fixed !== null,
})

const readBankAccount = async (sql: Sql): Promise<BankAccount | null> => {
  const [said] = await sql<{ bin: string | null; account: string; name: string }[]>`
    select bin, account, name from bank_accounts order by id desc limit 1`
  if (said === undefined || said.bin === null) return null
  return { bin: said.bin, account: said.account, name: said.name }
}

/** Writes down where transfers go to from now on; null: nowhere. Terminals hear of it by their own location, and ask then. */
export const sayBankAccount = async (
  tx: Tx,
  account: BankAccount | null,
  by: { readonly staff: string; readonly location: string },
): Promise<Changed<void>> => {
  const { bin = null, account: number = null, name = null } = account ?? {}
  await tx`insert into bank_accounts (bin, account, name, said_by) values (${bin}, ${number}, ${name}, ${by.staff})`
  return changed(undefined, replicaChange('replica.place', `location:${by.location}`))
}
