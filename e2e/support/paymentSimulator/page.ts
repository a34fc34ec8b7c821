import type { Page } from './simulator.ts'

const escaped = (text: string): string => text.replaceAll(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)

/** A payment page with its two ends; `action` is posted to with `end=pay` or `end=fail`. */
export const payPage = (provider: string, amount: number, info: string, action: string): Page => ({
  status: 200,
  text:
    `<!doctype html><html lang="en"><meta charset="utf-8"><title>${provider} simulator</title>` +
    `<body style="font:1.1rem system-ui;max-width:30rem;margin:4rem auto"><h1>${provider} simulator</h1><p>${escaped(info)}</p>` +
    `<p><strong>${amount.toLocaleString('vi-VN')} ₫</strong></p><form method="post" action="${escaped(action)}">` +
    `<button name="end" value="pay">pay</button> <button name="end" value="fail">fail</button></form></body></html>`,
})

export const refusal = (status: number, text: string): Page => ({ status, text, type: 'text/plain; charset=utf-8' })

/** Sends the payer's browser on. */
export const sendOn = (location: string): Page => ({ status: 303, text: '', location })
