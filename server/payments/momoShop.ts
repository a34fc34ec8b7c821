export interface MomoSettings {
  /** Where payments are made: `https://…/v2/gateway/api/create`. */
  readonly url: string
  readonly partnerCode: string
  readonly accessKey: string
  readonly secretKey: string
  /** Where the payer's browser comes back to. */
  readonly returnUrl: string
  /** Where MoMo tells the hub. */
  readonly notifyUrl: string
  /** Where it is asked to send money back: `https://…/v2/gateway/api/refund`. */
  readonly refundUrl: string
}

/** What is signed: these fields in the order of their names, as they are, without any encoding. */
export const signedText = (names: readonly string[], fields: Readonly<Record<string, string | number>>): string =>
  names
    .toSorted()
    .map((name) => `${name}=${fields[name] ?? ''}`)
    .join('&')
