import type { HubClient } from '../sync/hubClient.ts'
import { ask } from './askOnce.ts'
import type { ReturnAnswer, ReturnQuestions, ReturnWish } from './goodsBack.ts'

/** Puts the screens' questions about goods that come back to the hub. */
export const askReturns = ({ returns }: HubClient): ReturnQuestions => {
  const give = (wish: ReturnWish): Promise<ReturnAnswer> => {
    const about = { key: wish.key, return: wish.return }
    switch (wish.type) {
      case 'open':
        return returns.open.mutate({ ...about, order: wish.order, reason: wish.reason })
      case 'receive':
        return returns.receive.mutate({ ...about, lines: [...wish.lines] })
      case 'inspect':
        return returns.inspect.mutate({ ...about, lines: [...wish.lines] })
      case 'close':
        return returns.close.mutate(about)
    }
  }
  return { returns: () => ask(returns.list.query()), returnStep: (wish) => ask(give(wish)) }
}
