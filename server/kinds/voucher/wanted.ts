import { hash } from 'node:crypto'
import type { ArbiterCommand } from '../../../shared/protocol/commands.ts'
import { linesTakenBy } from '../../../shared/protocol/commands.ts'

/** The codes that commands may take, each once; those of a hold that an order takes over too, since the order asks what they take off. */
export const wantedCodes = (commands: readonly ArbiterCommand[]): string[] => {
  const codes = new Set<string>()
  for (const command of commands) {
    const lines =
      command.type === 'order.place' ? command.lines.map(({ line }) => line) : (linesTakenBy(command)?.lines ?? [])
    for (const line of lines) if (line.kind === 'voucher') codes.add(line.code)
  }
  return [...codes]
}

/** Where codes are wanted. */
export const wantedLocations = (commands: readonly ArbiterCommand[]): string[] => [
  ...new Set(
    commands.flatMap((command) => {
      const taken = linesTakenBy(command)
      return taken?.lines.some(({ kind }) => kind === 'voucher') === true ? [taken.location] : []
    }),
  ),
]

/** What is kept of who a customer is: enough to know them again, not to reach them. */
export const digestOf = (customer: string): string => hash('sha256', `voucher customer\n${customer}`, 'base64url')
