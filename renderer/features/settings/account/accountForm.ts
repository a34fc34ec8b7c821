import { banks } from '../../../../shared/banks.ts'
import { type BankAccount, bankAccountInputSchema, vietQr } from '../../../../shared/vietQr.ts'

/** The account as it is typed; the bank by its six digits, null: none chosen. */
export interface AccountFields {
  readonly bank: string | null
  readonly number: string
  readonly name: string
}
export const accountFaults = ['bank', 'number', 'name'] as const
export type AccountFault = (typeof accountFaults)[number]

export const fieldsOf = (account: BankAccount | null): AccountFields => ({
  ...{ bank: account?.bin ?? null, number: account?.account ?? '', name: account?.name ?? '' },
})

/** The banks to choose from: the one that is there already too, where it has no name here. */
export const bankChoices = (chosen: string | null) => [
  ...banks.map(({ bin, name }) => ({ value: bin, label: `${name} · ${bin}` })),
  ...(chosen === null || banks.some(({ bin }) => bin === chosen) ? [] : [{ value: chosen, label: chosen }]),
]

const { shape } = bankAccountInputSchema

/** Banks print numbers in groups. */
const numberIn = (text: string): string => text.replace(/[\s.-]/g, '')

export type ReadAccount =
  | { readonly ok: true; readonly account: BankAccount }
  | { readonly ok: false; readonly wrong: readonly AccountFault[] }

export const readAccount = ({ bank, number, name }: AccountFields): ReadAccount => {
  const typed = { bin: bank ?? '', account: numberIn(number), name }
  const read = bankAccountInputSchema.safeParse(typed)
  if (read.success) return { ok: true, account: read.data }
  const isWrong: Readonly<Record<AccountFault, boolean>> = {
    bank: !shape.bin.safeParse(typed.bin).success,
    number: !shape.account.safeParse(typed.account).success,
    name: !shape.name.safeParse(typed.name).success,
  }
  return { ok: false, wrong: accountFaults.filter((fault) => isWrong[fault]) }
}

/** A picture with which somebody sees whose account it is; null until there is enough for one. It bears no amount. */
export const tryPicture = ({ bank, number }: AccountFields): string | null => {
  const account = shape.account.safeParse(numberIn(number))
  if (bank === null || !account.success) return null
  return vietQr({ bin: bank, account: account.data, amount: null, description: 'THU MA' })
}
