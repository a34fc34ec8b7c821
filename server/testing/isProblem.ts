import { expect } from 'vitest'
import type { Answered } from './testHub.ts'

/** Expects a refusal as REST tells it (RFC 9457). */
export const isProblem = (answer: Answered, status: number, code: string): void => {
  expect(answer.status).toBe(status)
  expect(answer.headers['content-type']).toBe('application/problem+json; charset=utf-8')
  expect(answer.body).toMatchObject({
    type: expect.any(String),
    title: expect.any(String),
    status,
    detail: expect.any(String),
    code,
  })
}
