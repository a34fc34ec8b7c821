import { describe, expect, it } from 'vitest'
import { dayOf, momentAt } from '../bookings/days.ts'
import { joiningOf } from './joinForm.ts'

const zone = 'Asia/Ho_Chi_Minh'
const now = Date.UTC(2026, 10, 24, 11)
const day = dayOf(zone, now)
const at = (hour: number) => momentAt(zone, day, hour * 60)
const fields = {
  ...{ party: '4', name: ' Hằng ', phone: '', service: 'ban', atTheDoor: true },
  ...{ date: day.date, from: '', to: '' },
}

describe('a guest who comes to wait', () => {
  it('at the door is asked for nothing but how many they are', () => {
    const wish = { service: 'ban', party: 4, atTheDoor: true }
    expect(joiningOf(fields, zone, now)).toEqual({ ok: true, wish: { ...wish, guest: { name: 'Hằng' } } })
    expect(joiningOf({ ...fields, name: '', from: 'x' }, zone, now)).toEqual({ ok: true, wish })
  })

  it('for a time may begin at either end of it, or within two hours of the first', () => {
    const timed = { ...fields, atTheDoor: false }
    expect(joiningOf({ ...timed, from: '1900', to: '20:00' }, zone, now)).toMatchObject({
      wish: { from: at(19), to: at(20) + 1 },
    })
    expect(joiningOf({ ...timed, from: '19' }, zone, now)).toMatchObject({ wish: { from: at(19), to: at(21) } })
  })

  it('for a time of today, written on a form that has stood open since yesterday', () => {
    const yesterday = dayOf(zone, now - 86_400_000).date
    expect(joiningOf({ ...fields, atTheDoor: false, date: yesterday, from: '19' }, zone, now)).toMatchObject({
      wish: { from: at(19) },
    })
  })

  it.each([
    [{ party: '0' }, 'party', 'party'],
    [{ atTheDoor: false }, 'from', 'time'],
    [{ atTheDoor: false, from: '25' }, 'from', 'time'],
    [{ atTheDoor: false, from: '19', to: '2x' }, 'to', 'time'],
    [{ atTheDoor: false, from: '19', to: '19' }, 'to', 'order'],
    [{ atTheDoor: false, from: '20', to: '19' }, 'to', 'order'],
    [{ atTheDoor: false, from: '15', to: '17' }, 'from', 'past'],
  ])('is told what is wrong: %j', (change, field, why) => {
    expect(joiningOf({ ...fields, ...change }, zone, now)).toEqual({ ok: false, fault: { field, why } })
  })
})
