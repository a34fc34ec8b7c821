import { act, cleanup, render, screen } from '@testing-library/react'
import { I18nextProvider } from 'react-i18next'
import { afterEach, describe, expect, it } from 'vitest'
import { createStore } from '../app/store.ts'
import { createWords } from '../i18n/createWords.ts'
import { Fuse, type FuseProps } from './Fuse.tsx'
import { SecondsContext } from './seconds.ts'

afterEach(cleanup)

const show = (props: Omit<FuseProps, 'placedAt'>, language: 'vi' | 'en' = 'vi') => {
  const seconds = createStore(0)
  render(
    <I18nextProvider i18n={createWords(language)}>
      <SecondsContext value={seconds}>
        <Fuse placedAt={0} {...props} />
      </SecondsContext>
    </I18nextProvider>,
  )
  return { seconds, timer: () => screen.getByRole('timer') }
}

describe('Fuse', () => {
  it('says the time that is left and burns with the one ticker', () => {
    const { seconds, timer } = show({ expiresAt: 900_000, state: 'burning' })
    expect(timer().textContent).toBe('15:00')
    expect(timer().getAttribute('aria-label')).toBe('Còn 15:00')
    act(() => seconds.set(858_000))
    expect(timer().textContent).toBe('0:42')
    expect(timer().parentElement?.dataset['level']).toBe('last')
  })

  it('says that the hub has not confirmed it yet', () => {
    const { timer } = show({ expiresAt: 60_000, state: 'asked' })
    expect(timer().getAttribute('aria-label')).toBe('Còn 1:00, máy chủ chưa xác nhận')
    expect(timer().parentElement?.dataset['state']).toBe('asked')
  })

  it('counts whole days of a long promise', () => {
    expect(show({ expiresAt: 3 * 86_400_000 + 5000, state: 'burning' }).timer().textContent).toBe('3 ngày')
    cleanup()
    expect(show({ expiresAt: 86_400_000, state: 'burning' }, 'en').timer().textContent).toBe('1 day')
  })

  it('is expired at its deadline, whoever has noticed', () => {
    const { seconds, timer } = show({ expiresAt: 10_000, state: 'burning' })
    act(() => seconds.set(10_000))
    expect(timer().textContent).toBe('Hết hạn')
    expect(timer().parentElement?.dataset['level']).toBe('out')
  })

  it('burns no more once it was kept', () => {
    const { seconds, timer } = show({ expiresAt: 10_000, state: 'confirmed' })
    act(() => seconds.set(20_000))
    expect(timer().getAttribute('aria-label')).toBe('Đã chốt')
  })
})
