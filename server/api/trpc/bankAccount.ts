import { z } from 'zod'
import { bankAccountInputSchema } from '../../../shared/vietQr.ts'
import { announce } from '../../feed/announce.ts'
import { sayBankAccount } from '../../payments/bankAccounts.ts'
import { router, staffProcedure } from './procedures.ts'

/** Where transfers go to: an owner says it, for it is the shop's money. */
export const bankAccount = router({
  read: staffProcedure('manager').query(async ({ ctx: { hub } }) => ({
    account: await hub.bankAccounts.current(),
    isFixed: hub.bankAccounts.isFixed,
  })),
  /** From now on transfers go there, or (null) nowhere. `fixed`: the hub was told at its start, which counts. */
  say: staffProcedure('admin')
    .input(z.strictObject({ account: bankAccountInputSchema.nullable() }))
    .mutation(async ({ ctx: { hub, terminal, person }, input: { account } }) => {
      if (hub.bankAccounts.isFixed) return 'fixed'
      await announce(hub, (tx) => sayBankAccount(tx, account, { staff: person.id, location: terminal.location }))
      return 'said'
    }),
})
