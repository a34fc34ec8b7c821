import type { BankAccount } from '../../shared/vietQr.ts'

/** Where transfers go to, and whether that can be changed here. */
export interface ToldAccount {
  /** Null: nobody said. */
  readonly account: BankAccount | null
  /** The hub was told at its start. */
  readonly isFixed: boolean
}

/** What is asked of the hub about the account to which customers transfer. */
export interface AccountQuestions {
  /** A manager's. */
  bankAccount(): Promise<ToldAccount>
  /** From now on transfers go there, or (null) nowhere. An owner's. @returns false if the hub was told at its start, which counts */
  sayBankAccount(account: BankAccount | null): Promise<boolean>
}
