import type { Receipt } from '../../../renderer/app/terminal.ts'
import type { Random } from '../random.ts'
import type { Act } from './act.ts'
import { bookingActs } from './bookingActs.ts'
import { counterActs, inboxActs, stockActs } from './counterActs.ts'
import { orderActs, returnActs } from './orderActs.ts'
import { seatActs } from './seatActs.ts'

/** All that people do at a terminal all day. @param paid hears of each receipt that somebody was given */
export const actsOfPeople = (random: Random, paid: (receipt: Receipt) => void): Act[] => [
  ...counterActs(random, paid),
  ...stockActs(random),
  ...bookingActs(random),
  ...seatActs(random),
  ...orderActs(random),
  ...returnActs(random),
  ...inboxActs(random),
]
