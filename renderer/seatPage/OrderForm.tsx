import { type SubmitEvent, useState } from 'react'
import page from '../publicPage/Page.module.css'
import type { Visit } from './visit.ts'
import type { Words } from './words.ts'

/** Who the seats are for, and the way to pay for them. Both fields may stay empty. */
export const OrderForm = ({ visit, t }: { readonly visit: Visit; readonly t: Words }) => {
  const [name, setName] = useState('')
  const [phone, setPhone] = useState('')
  const [busy, setBusy] = useState(false)
  const order = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault()
    setBusy(true)
    await visit.order({
      ...(name.trim() === '' ? {} : { name: name.trim() }),
      ...(phone.trim() === '' ? {} : { phone: phone.trim() }),
    })
    setBusy(false)
  }
  return (
    <form className={page['form']} onSubmit={(event) => void order(event)}>
      <label>
        {t.name}
        <input autoComplete="name" maxLength={120} value={name} onChange={({ target }) => setName(target.value)} />
      </label>
      <label>
        {t.phone}
        <input
          {...{ type: 'tel', autoComplete: 'tel', maxLength: 20, value: phone }}
          onChange={({ target }) => setPhone(target.value)}
        />
      </label>
      <p className={page['soft']}>{t.orderText}</p>
      <button type="submit" className={page['go']} disabled={busy}>
        {t.order}
      </button>
    </form>
  )
}
