import { DateTime } from 'luxon'
import type { EpochMs } from '../../shared/time.ts'

export interface VnpaySettings {
  /** Where the payer is sent to: `https://…/paymentv2/vpcpay.html`. */
  readonly url: string
  readonly tmnCode: string
  readonly hashSecret: string
  /** Where the payer's browser comes back to. */
  readonly returnUrl: string
  /** Where it is asked to send money back: `https://…/merchant_webapi/api/transaction`. */
  readonly refundUrl: string
}

/** VNPay counts in hundredths of a đồng, which do not exist. */
export const hundredths = 100

/** `yyyyMMddHHmmss` of Vietnam, whatever the shop's zone is. */
export const stamp = (at: EpochMs): string =>
  DateTime.fromMillis(at, { zone: 'Asia/Ho_Chi_Minh' }).toFormat('yyyyMMddHHmmss')
