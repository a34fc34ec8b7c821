import type { Random } from '../random.ts'
import type { Act } from './act.ts'
import { bookingActs } from './bookingActs.ts'
import type { Heard } from './heard.ts'
import { counterActs, inboxActs, stockActs } from './counterActs.ts'
import { keepActs } from './keepActs.ts'
import { orderActs, returnActs } from './orderActs.ts'
import { seatActs } from './seatActs.ts'

/**
 * All that people do at a terminal all day.
 * @param heard hears what money they take
 * @param bring see `returnActs`
 */
export const actsOfPeople = (random: Random, heard: Heard, bring: (order: string) => Promise<unknown>): Act[] => [
  ...counterActs(random, heard),
  ...keepActs(random, heard),
  ...stockActs(random),
  ...bookingActs(random),
  ...seatActs(random, heard),
  ...orderActs(random, heard),
  ...returnActs(random, heard, bring),
  ...inboxActs(random),
]
