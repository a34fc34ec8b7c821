import { z } from 'zod'
import type { PostJson } from '../payments/postJson.ts'
import { sign } from '../payments/signature.ts'

/** How a provider that is asked to pay back behaves; `lost`: it pays, and its answer never arrives; `down`: it is never reached. */
export type Behaviour = 'pays' | 'refuses' | 'undecided' | 'lost' | 'down'

/** For tests: the desk of a provider that pays back. It knows a request again by its name, as VNPay and MoMo say that they do. */
export interface RefundDesk {
  readonly post: PostJson
  /** What was paid back, by the name of the request. */
  readonly paid: ReadonlyMap<string, number>
  /** All that it was asked, as it came. */
  readonly asked: readonly object[]
  behave(as: Behaviour): void
}

const momoSchema = z.object({ requestId: z.string(), amount: z.number(), signature: z.string() })
const vnpaySchema = z.object({
  ...{ vnp_RequestId: z.string(), vnp_Amount: z.number(), vnp_SecureHash: z.string(), vnp_TxnRef: z.string() },
})

type Answer = (as: Exclude<Behaviour, 'lost' | 'down'>, request: string) => object

const desk = (read: (body: object) => { id: string; amount: number; answer: Answer }): RefundDesk => {
  let behaviour: Behaviour = 'pays'
  const paid = new Map<string, number>()
  const asked: object[] = []
  const post: PostJson = async (_url, body) => {
    asked.push(body)
    if (behaviour === 'down') throw new Error('nobody answers')
    const { id, amount, answer } = read(body)
    const pays = behaviour === 'pays' || behaviour === 'lost' || paid.has(id)
    if (pays) paid.set(id, amount)
    if (behaviour === 'lost') throw new Error('the answer is lost')
    return answer(pays ? 'pays' : behaviour === 'refuses' ? 'refuses' : 'undecided', id)
  }
  return {
    ...{ post, paid, asked },
    behave: (as) => {
      behaviour = as
    },
  }
}

export const momoDesk = (): RefundDesk =>
  desk((body) => {
    const { requestId: id, amount } = momoSchema.parse(body)
    const codes = {
      pays: [0, 'Thành công.'],
      refuses: [1081, 'Bị từ chối.'],
      undecided: [7002, 'Đang xử lý.'],
    } as const
    return {
      ...{ id, amount },
      answer: (as) => ({ requestId: id, resultCode: codes[as][0], message: codes[as][1], transId: 99_000 }),
    }
  })

export const vnpayDesk = (hashSecret: string): RefundDesk =>
  desk((body) => {
    const { vnp_RequestId: id, vnp_Amount: hundredths, vnp_TxnRef } = vnpaySchema.parse(body)
    const codes = { pays: '00', refuses: '95', undecided: '94' } as const
    const answer: Answer = (as) => {
      const [code, status] = [codes[as], as === 'pays' ? '05' : '']
      const text = `r1|refund|${code}|said|SHOP|${vnp_TxnRef}|${hundredths}|NCB|20261124|77000|02|${status}|info`
      return {
        ...{
          vnp_ResponseId: 'r1',
          vnp_Command: 'refund',
          vnp_ResponseCode: code,
          vnp_Message: 'said',
          vnp_TmnCode: 'SHOP',
        },
        ...{
          vnp_TxnRef,
          vnp_Amount: hundredths,
          vnp_BankCode: 'NCB',
          vnp_PayDate: '20261124',
          vnp_TransactionNo: '77000',
        },
        ...{ vnp_TransactionType: '02', vnp_TransactionStatus: status, vnp_OrderInfo: 'info' },
        vnp_SecureHash: sign('sha512', hashSecret, text),
      }
    }
    return { id, amount: hundredths / 100, answer }
  })
