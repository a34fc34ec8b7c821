import { describe, expect, it } from 'vitest'
import { answerOf } from './answers.ts'

describe('what a receiver answered', () => {
  it.each([
    ['answered 200', { type: 'status', status: 200 }],
    ['answered 401', { type: 'key', status: 401 }],
    ['answered 404', { type: 'missing', status: 404 }],
    ['answered 503', { type: 'trouble', status: 503 }],
    ['connect ECONNREFUSED 127.0.0.1:9', { type: 'away' }],
    ['getaddrinfo ENOTFOUND shop.example', { type: 'unknown' }],
    ['no answer within 10 s', { type: 'slow' }],
    ['certificate has expired', { type: 'certificate' }],
    ['10.0.0.1 is a private address, to which this hub sends nothing', { type: 'private' }],
    ['Product is a bundle', { type: 'told', text: 'Product is a bundle' }],
  ])('%s', (note, answer) => {
    expect(answerOf(note)).toEqual(answer)
  })
})
