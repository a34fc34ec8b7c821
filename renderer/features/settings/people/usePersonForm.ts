import { type FormEvent, useState } from 'react'
import type { ShopPerson } from '../../../app/people.ts'
import { useNoScans } from '../../counter/useNoScans.ts'
import { fieldsOf, type PersonFault, type PersonFields, readPerson } from './personForm.ts'
import { useSavePerson } from './useSavePerson.ts'

interface About {
  /** Who is changed; null: somebody new. */
  readonly person: ShopPerson | null
  readonly people: readonly ShopPerson[]
  readonly onClose: () => void
}

/** The form of somebody who works here: what was typed, what of it does not fit, and how it is sent. */
export const usePersonForm = ({ person, people, onClose }: About) => {
  const [fields, setFields] = useState(() => fieldsOf(person))
  const [wrong, setWrong] = useState<readonly PersonFault[]>([])
  const save = useSavePerson(onClose)
  useNoScans()
  const set = (change: Partial<PersonFields>): void => {
    setFields((all) => ({ ...all, ...change }))
    setWrong([])
    if (save.isSuccess) save.reset()
  }
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (save.isPending) return
    const typed = readPerson(fields, person, people)
    setWrong(typed.ok ? [] : typed.wrong)
    if (typed.ok) save.mutate(typed.person)
  }
  const letGo = (): void => {
    if (person !== null) save.mutate({ ...person, isNew: false, active: false })
  }
  return { fields, wrong, save, set, submit, letGo }
}
