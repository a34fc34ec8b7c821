import { act, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { describe, expect, it, vi } from 'vitest'
import { openFromMore, renderApp } from '../../testing/renderApp.tsx'
import type { Script } from '../../testing/scriptedTerminal.ts'

const open = async (script: Script = {}) => {
  const app = renderApp({ me: 'dung', ...script })
  await openFromMore('Toàn cảnh')
  fireEvent.click(await screen.findByRole('link', { name: 'Kênh bán' }))
  return app
}
const tap = (element: HTMLElement) => act(async () => fireEvent.click(element))
const choose = async (name: RegExp) => tap(await screen.findByRole('button', { name }))
const part = (name: string) => within(screen.getByRole('region', { name }))
const type = (label: string, value: string) => fireEvent.change(screen.getByLabelText(label), { target: { value } })

describe('channels', () => {
  it('says of each what it is, when it was last used, and whether somebody has to look', async () => {
    await open()
    const web = await screen.findByRole('button', { name: /^Website/ })
    expect(web.textContent).toMatch(/1 khoá · giữ lần cuối khoảng .*cần xem/)
    expect(screen.getByRole('button', { name: /^Quầy/ }).textContent).toMatch(/chưa có khoá/)
    await choose(/^Website/)
    expect(part('Cửa hàng trên mạng').getByText(/phía họ đang có lỗi \(trả lời 503\)/)).toBeTruthy()
    expect(part('Cửa hàng trên mạng').getByText('2 tin chưa làm được trọn vẹn')).toBeTruthy()
  })

  it('K1, K2: what a channel may have is shown, said and taken away; what nobody knows is told', async () => {
    await open()
    await choose(/^Sàn TMĐT/)
    expect(await part('Được bán bao nhiêu').findByText(/Nhiều nhất: 31 trên 50/)).toBeTruthy()
    await tap(part('Được bán bao nhiêu').getByRole('button', { name: 'Đặt hạn mức' }))
    await tap(await screen.findByRole('button', { name: 'Lưu' }))
    expect(await screen.findByText('Hãy điền một trong hai.')).toBeTruthy()
    type('SKU', 'NO')
    type('Nhiều nhất', '7')
    await tap(screen.getByRole('button', { name: 'Lưu' }))
    expect(await screen.findByText('Ở đây không ai biết SKU này.')).toBeTruthy()
    type('SKU', 'TM-0002')
    await tap(screen.getByRole('button', { name: 'Lưu' }))
    expect(await part('Được bán bao nhiêu').findByText(/Nhiều nhất: 0 trên 7/)).toBeTruthy()
    await tap(part('Được bán bao nhiêu').getByRole('button', { name: 'Bỏ hạn mức của TM-0002' }))
    await waitFor(() => expect(part('Được bán bao nhiêu').queryByText(/0 trên 7/)).toBeNull())
  })

  it('K4: a counter has no limits', async () => {
    await open()
    await choose(/^Quầy/)
    expect(part('Được bán bao nhiêu').queryByRole('button')).toBeNull()
  })

  it('a new channel is said once, and stands open for its first key; one of the same name is not taken', async () => {
    const { ground } = await open()
    const save = vi.spyOn(ground.questions, 'saveChannel')
    await tap(await screen.findByRole('button', { name: 'Thêm kênh bán' }))
    const dialog = within(await screen.findByRole('dialog', { name: 'Thêm kênh bán' }))
    const named = (name: string) => fireEvent.change(dialog.getByLabelText(/^Tên/), { target: { value: name } })
    named('sàn tmđt')
    await tap(dialog.getByRole('button', { name: 'Lưu' }))
    expect(dialog.getByText('Đã có kênh mang tên này')).toBeTruthy()
    named('Zalo của tiệm')
    fireEvent.change(dialog.getByLabelText(/^Giữ hàng trong/), { target: { value: '5' } })
    await tap(dialog.getByRole('button', { name: 'Lưu' }))
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
    const said = { code: 'zalo-cua-tiem', isNew: true, name: 'Zalo của tiệm', kind: 'web', holdTtlSeconds: 300 }
    expect(save.mock.calls.map(([channel]) => channel)).toEqual([said])
  })

  it('makes a key, which is shown once, and asks before it ends one', async () => {
    await open()
    await choose(/^Điện thoại/)
    const make = part('Khoá').getByRole('button', { name: 'Tạo khoá' })
    await act(async () => fireEvent.click(make, { detail: 2 }))
    expect(screen.queryByTestId('channel-key')).toBeNull()
    await tap(make)
    expect((await screen.findByTestId('channel-key')).textContent).toBe('hf_9f3c1e0a2b4f_Jm2lq0a5')
    await choose(/^Sàn TMĐT/)
    expect(screen.queryByTestId('channel-key')).toBeNull()
    await tap(part('Khoá').getByRole('button', { name: 'Ngừng …' }))
    expect(await screen.findByText(/bị từ chối trong vài giây/)).toBeTruthy()
    await tap(screen.getByRole('button', { name: 'Ngừng khoá' }))
    await waitFor(() => expect(screen.queryByText(/bị từ chối trong vài giây/)).toBeNull())
  })

  it('shows what was sent to a webhook, and sends it again', async () => {
    const { ground } = await open()
    const replayed: number[] = []
    Object.assign(ground.questions, {
      replay: async (_webhook: string, position: number) => void replayed.push(position),
    })
    const [first] = await screen.findAllByRole('button', { name: 'Xem đã gửi gì' })
    if (first !== undefined) await tap(first)
    await tap(await screen.findByRole('button', { name: 'Gửi lại: order.paid 119' }))
    await waitFor(() => expect(replayed).toEqual([119]))
  })

  it('without a network says that only the hub can tell', async () => {
    await open({ offline: true })
    expect(await screen.findByText('Việc này cần có mạng')).toBeTruthy()
  })

  it('a shop is connected on screen: what does not do is told at its field, and what it told us is shown', async () => {
    await open()
    await choose(/^Website/)
    const shop = part('Cửa hàng trên mạng')
    await tap(shop.getByRole('button', { name: 'Xem tin đã nhận' }))
    expect(await shop.findByText('đã giữ hàng · KHONG-CO')).toBeTruthy()
    await tap(shop.getByRole('button', { name: 'Sửa …' }))
    const form = within(await screen.findByRole('dialog', { name: 'Cửa hàng của Website' }))
    expect(form.getByText(/\/v1\/connectors\/web\/notify/)).toBeTruthy()
    type('Mã bí mật của webhook', 'short')
    await tap(form.getByRole('button', { name: 'Lưu' }))
    expect(await form.findByText(/^Chưa đúng/)).toBeTruthy()
    type('Mã bí mật của webhook', 'long enough')
    await tap(form.getByRole('button', { name: 'Lưu' }))
    await waitFor(() => expect(screen.queryByRole('dialog', { name: 'Cửa hàng của Website' })).toBeNull())
  })

  it('a carrier is added on screen, and its secret is shown once', async () => {
    await open()
    await tap(await screen.findByRole('button', { name: 'Thêm hãng …' }))
    const form = within(await screen.findByRole('dialog', { name: 'Hãng mới' }))
    const save = () => form.getByRole('button', { name: 'Lưu' })
    expect(save().hasAttribute('disabled')).toBe(true)
    type('Tên', 'Giao Nhanh')
    type('Trạng thái 2', 'DELIVERED')
    await tap(save())
    expect(await form.findByText('Đã có hãng mang tên này.')).toBeTruthy()
    type('Tên', 'Viettel Post')
    await tap(save())
    expect((await screen.findByTestId('channel-key')).textContent).toBe('whsec_c2VjcmV0')
    expect(screen.getByText(/\/v1\/carriers\/viettel-post\/notify/)).toBeTruthy()
  })
})
