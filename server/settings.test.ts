import { describe, expect, it } from 'vitest'
import { readSettings } from './settings.ts'

describe('settings', () => {
  it('have defaults that suit one shop on one machine', () => {
    const result = readSettings({}, '/shop')
    expect(result).toMatchObject({
      ok: true,
      settings: { port: 4070, host: '127.0.0.1', data: '/shop/.holdfast', demo: false },
    })
  })

  it('count an empty variable as not set', () => {
    expect(readSettings({ HOLDFAST_PORT: '', HOLDFAST_DATABASE_URL: '' }, '/shop')).toMatchObject({
      ok: true,
      settings: { port: 4070, databaseUrl: null },
    })
  })

  it.each([
    ['HOLDFAST_PORT', 'eighty'],
    ['HOLDFAST_PORT', '70000'],
    ['HOLDFAST_PORT', '80.5'],
    ['HOLDFAST_DATABASE_URL', 'mysql://somewhere'],
    ['HOLDFAST_DATABASE_URL', 'not a url'],
    ['HOLDFAST_REDIS_URL', 'http://somewhere'],
    ['HOLDFAST_ADMIN_KEY', 'short'],
    ['HOLDFAST_DEMO', 'maybe'],
    ['HOLDFAST_LOG_LEVEL', 'loud'],
  ])('name the variable when %s is %j, in one line', (name, value) => {
    const result = readSettings({ [name]: value }, '/shop')
    expect(result.ok).toBe(false)
    if (!result.ok) {
      expect(result.message).toContain(name)
      expect(result.message).not.toContain('\n')
    }
  })
})
