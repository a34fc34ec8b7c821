/** Posts JSON and gives what is answered. @throws if nothing is, or no JSON */
export type PostJson = (url: string, body: object) => Promise<unknown>

/** A customer waits for it at a checkout; MoMo asks for 30 s of patience, and a hub that is asked to stop has 10. */
const patienceMs = 8_000

/** Posts JSON to a provider. @throws if it does not answer in 8 s, or answers no JSON */
export const postJson: PostJson = async (url, body) => {
  const answered = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
    redirect: 'error',
    signal: AbortSignal.timeout(patienceMs),
  })
  return answered.json()
}
