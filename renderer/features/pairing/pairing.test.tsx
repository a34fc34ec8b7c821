import { act, fireEvent, screen, waitFor } from '@testing-library/react'
import { describe, expect, it, vi } from 'vitest'
import { renderApp } from '../../testing/renderApp.tsx'

const unpaired = { phase: { name: 'unpaired' } } as const

const type = (label: RegExp, value: string) => fireEvent.change(screen.getByLabelText(label), { target: { value } })
const press = (name: string) => act(async () => fireEvent.click(screen.getByRole('button', { name })))

const desktop = () => ({
  kind: 'electron' as const,
  runHubHere: vi.fn(async () => undefined),
  setHubUrl: vi.fn(async (_url: string) => undefined),
})

describe('the hub of the desktop app', () => {
  it('is asked for while none is chosen; it may run on this machine', async () => {
    const platform = desktop()
    const reload = vi.spyOn(window.location, 'reload').mockReturnValue(undefined)
    renderApp(unpaired, 'vi', platform)
    await screen.findByRole('heading', { name: 'Máy chủ của tiệm ở đâu?' })
    await press('Chạy máy chủ ở đây')
    expect(platform.runHubHere).toHaveBeenCalledOnce()
    expect(reload).toHaveBeenCalledOnce()
    reload.mockRestore()
  })

  it('says what is safe and what to do when it cannot run here', async () => {
    const reported = vi.spyOn(console, 'error').mockReturnValue(undefined)
    const failing = { ...desktop(), runHubHere: () => Promise.reject(new Error('the hub could not start: disk full')) }
    renderApp(unpaired, 'en', failing)
    await screen.findByRole('heading', { name: 'Where is the shop’s hub?' })
    await press('Run the hub here')
    expect(screen.getByRole('alert').textContent).toContain('Nothing was changed')
    expect(reported).toHaveBeenCalledOnce()
    reported.mockRestore()
  })

  it('may be another machine’s, by its address made whole', async () => {
    const platform = desktop()
    const reload = vi.spyOn(window.location, 'reload').mockReturnValue(undefined)
    renderApp(unpaired, 'vi', platform)
    await screen.findByRole('heading', { name: 'Máy chủ của tiệm ở đâu?' })
    expect(screen.getByRole('button', { name: 'Kết nối' }).hasAttribute('disabled')).toBe(true)
    type(/Địa chỉ máy chủ/, '192.168.1.10:4070')
    await press('Kết nối')
    expect(platform.setHubUrl).toHaveBeenCalledWith('http://192.168.1.10:4070')
    expect(reload).toHaveBeenCalledOnce()
    reload.mockRestore()
  })

  it('can be changed as long as this terminal is not paired, and going back leaves it', async () => {
    renderApp(unpaired, 'vi', { ...desktop(), hubUrl: async () => 'app://holdfast' })
    await screen.findByRole('heading', { name: 'Ghép máy này' })
    await press('Dùng máy chủ khác')
    expect(screen.getByRole('heading', { name: 'Máy chủ của tiệm ở đâu?' })).toBeTruthy()
    await press('Quay lại')
    expect(screen.getByRole('heading', { name: 'Ghép máy này' })).toBeTruthy()
  })

  it('is never asked for in a browser', async () => {
    renderApp(unpaired)
    await screen.findByRole('heading', { name: 'Ghép máy này' })
    expect(screen.queryByRole('button', { name: 'Dùng máy chủ khác' })).toBeNull()
  })
})

describe('a new shop', () => {
  it('takes a name, a person and a PIN, and the terminal is paired at once', async () => {
    const { terminal, ground } = renderApp({ ...unpaired, newShop: true })
    const setUp = vi.spyOn(ground.questions, 'setUp')
    await screen.findByRole('heading', { name: 'Tiệm mới' })
    const open = screen.getByRole('button', { name: 'Mở tiệm' })
    type(/Tên tiệm/, 'Tiệm Bà Sáu')
    type(/Tên của bạn/, 'Sáu')
    type(/Mã PIN của bạn/, '12a')
    expect(open.hasAttribute('disabled')).toBe(true)
    type(/Mã PIN của bạn/, '2468')
    await press('Mở tiệm')
    expect(setUp).toHaveBeenCalledWith({
      shopName: 'Tiệm Bà Sáu',
      managerName: 'Sáu',
      pin: '2468',
      timeZone: 'Asia/Ho_Chi_Minh',
      counterName: 'Quầy',
    })
    await waitFor(() => expect(terminal.phase.get()).toEqual({ name: 'signed_out' }))
  })

  it('can be the demo shop', async () => {
    const { terminal, ground } = renderApp({ ...unpaired, newShop: true }, 'en')
    const setUp = vi.spyOn(ground.questions, 'setUp')
    await screen.findByRole('heading', { name: 'New shop' })
    await press('Take the demo shop')
    expect(setUp).toHaveBeenCalledWith('demo')
    await waitFor(() => expect(terminal.phase.get()).toEqual({ name: 'signed_out' }))
  })

  it('says when somebody was faster', async () => {
    const { ground } = renderApp({ ...unpaired, newShop: true })
    vi.spyOn(ground.questions, 'setUp').mockResolvedValue(null)
    await screen.findByRole('heading', { name: 'Tiệm mới' })
    await press('Dùng tiệm thử')
    expect((await screen.findByRole('alert')).textContent).toContain('Máy chủ này đã có tiệm rồi')
  })
})
