import type { CommandType } from '../../../shared/protocol/commands.ts'
import type { EntryAction } from '../../app/terminal.ts'

/** Under which key the translations have the words for a command; a command's own name has a dot, which parts keys. */
export const commandKeys = {
  'hold.place': 'place',
  'hold.replace': 'replace',
  'hold.release': 'release',
  'hold.confirm': 'confirm',
  'hold.extend': 'extend',
  'order.sell': 'sell',
  'stock.receive': 'receive',
  'stock.count': 'count',
  'discrepancy.settle': 'settle',
  'booking.book': 'book',
  'booking.seat': 'seat',
  'booking.move': 'move',
  'booking.confirm': 'confirmBooking',
  'booking.cancel': 'cancelBooking',
  'booking.check_in': 'checkIn',
  'booking.complete': 'complete',
  'booking.no_show': 'noShow',
  'waiting.join': 'join',
  'waiting.leave': 'leaveList',
  'waiting.again': 'waitAgain',
  'order.pay': 'pay',
  'order.cancel': 'cancelOrder',
  'order.fail': 'failOrder',
  'order.pack': 'pack',
  'order.ship': 'ship',
  'order.deliver': 'deliver',
  'order.delivery_failed': 'deliveryFailed',
  'order.refund': 'refund',
  'seat.allot': 'allotSeats',
  'seat.give_back': 'giveSeatsBack',
  'seat.block': 'blockSeats',
  'return.open': 'openReturn',
  'return.receive': 'receiveReturn',
  'return.inspect': 'inspectReturn',
  'return.close': 'closeReturn',
  'return.not_there': 'notThere',
} as const satisfies Record<CommandType, string>

/** What a button of the inbox is called; the safest stands first and is the filled one. */
export const actionKeys = {
  retry: 'retry',
  take_fewer: 'takeFewer',
  take_alternative: 'takeAlternative',
  drop: 'drop',
  settle: 'settle',
} as const satisfies Record<EntryAction, string>
