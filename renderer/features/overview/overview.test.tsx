import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Platform } from '../../app/platform.ts'
import { openFromMore, renderApp } from '../../testing/renderApp.tsx'
import type { Script } from '../../testing/scriptedTerminal.ts'

const open = async (script: Script = {}, platform: Partial<Platform> = {}) => {
  const app = renderApp({ me: 'dung', ...script }, 'vi', platform)
  await openFromMore('Toàn cảnh')
  await screen.findByRole('region', { name: 'Toàn cảnh' })
  return app
}

// The chart comes when it is first shown; a slow machine would wait too long for it.
beforeAll(async () => {
  await import('./OutcomeChart.tsx')
})

describe('the overview', () => {
  it('shows the figures that matter, holds by channel and age, and what ends next', async () => {
    await open()
    const figure = (await screen.findByText('Lượt đang giữ', { selector: 'dt' })).closest('div')
    expect(figure?.textContent).toBe('Lượt đang giữ108162 món')
    const table = within(await screen.findByRole('region', { name: 'Đang giữ theo kênh và từ bao lâu' }))
    expect(table.getAllByRole('rowheader').map((cell) => cell.textContent)).toEqual([
      ...['Website', 'Quầy', 'Sàn TMĐT', 'Điện thoại'],
    ])
    const soon = within(screen.getByRole('region', { name: 'Hết hạn trong một giờ tới' }))
    expect(soon.getAllByRole('timer')).toHaveLength(6)
    expect(soon.getByText('và 15 nữa')).toBeTruthy()
  })

  it('says each day’s outcomes in words too', async () => {
    await open()
    const chart = within(await screen.findByRole('region', { name: 'Kết quả giữ hàng theo ngày' }))
    expect(chart.getAllByRole('listitem', { hidden: true }).at(-1)?.textContent).toMatch(/giữ 180, thành đơn 21/)
    fireEvent.change(chart.getByLabelText('Kênh'), { target: { value: 'phone' } })
    expect(chart.getAllByRole('listitem', { hidden: true }).at(-1)?.textContent).toMatch(/giữ 10,/)
  })

  it('of a shop that has just begun says what will stand there', async () => {
    await open({ newShop: true })
    expect(await screen.findByText('Chưa có gì được giữ.')).toBeTruthy()
    expect(screen.getByText('Không có gì hết hạn trong một giờ tới')).toBeTruthy()
  })

  it('without a network says that only the hub can tell', async () => {
    await open({ offline: true })
    expect(await screen.findByText('Việc này cần có mạng')).toBeTruthy()
    expect(screen.queryByText('Thành đơn hôm nay')).toBeNull()
  })

  it('saves every list as a file, in the device’s language', async () => {
    const saved: [string, string | Uint8Array][] = []
    const { ground } = await open({}, { saveFile: async (name, content) => void saved.push([name, content]) })
    const asked: unknown[] = []
    const { downloadList } = ground.questions
    Object.assign(ground.questions, {
      downloadList: (...of: Parameters<typeof downloadList>) => {
        asked.push(of)
        return downloadList(...of)
      },
    })
    fireEvent.click(await screen.findByRole('button', { name: 'Tải danh sách' }))
    fireEvent.click(await screen.findByRole('button', { name: 'Đơn hàng, Excel' }))
    await waitFor(() => expect(saved).toEqual([['orders.xlsx', new TextEncoder().encode('orders')]]))
    expect(asked).toEqual([['orders', 'xlsx', 'vi']])
  })

  it('prints a day’s closing, of today unless another day is chosen', async () => {
    const printed: string[] = []
    await open({}, { print: async (html) => void printed.push(html) })
    fireEvent.click(await screen.findByRole('button', { name: 'Chốt ngày' }))
    expect(await screen.findByText('Tiền mặt')).toBeTruthy()
    fireEvent.change(screen.getByLabelText('Ngày'), { target: { value: '2026-11-20' } })
    await screen.findByText('Tiền mặt')
    fireEvent.click(screen.getByRole('button', { name: 'In' }))
    await waitFor(() => expect(printed[0]).toContain('Chốt ngày 20/11/2026'))
    expect(printed[0]).toMatch(/Tổng<\/td><td>58 khoản<\/td><td>21.790.000/)
  })

  it('is for managers', async () => {
    renderApp({ me: 'lan' })
    fireEvent.click(await within(await screen.findByRole('navigation')).findByRole('button', { name: 'Khác' }))
    const names = (await screen.findAllByRole('menuitem')).map((item) => item.textContent)
    expect(names).toContain('Voucher')
    expect(names).not.toContain('Toàn cảnh')
    expect(names).not.toContain('Kênh bán')
  })
})
