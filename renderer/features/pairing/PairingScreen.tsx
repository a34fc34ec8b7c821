import { Button } from '@mantine/core'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { QuestionError } from '../../app/questions.ts'
import { type Ground, useGround } from '../../app/TerminalContext.tsx'
import { CodeScreen } from './CodeScreen.tsx'
import { HubChoiceScreen } from './HubChoiceScreen.tsx'
import { NewShopScreen } from './NewShopScreen.tsx'
import { StartingScreen } from './StartingScreen.tsx'

/** What this terminal can be paired with. */
type Ahead =
  | { readonly name: 'no_hub' }
  | { readonly name: 'new_shop' }
  | { readonly name: 'shop'; readonly demoCode: string | null }

const lookAhead = async ({ platform, questions, terminal }: Ground): Promise<Ahead> => {
  if (platform.kind === 'electron' && (await platform.hubUrl()) === null) return { name: 'no_hub' }
  try {
    if (await questions.setUpNeeded()) return { name: 'new_shop' }
  } catch (error) {
    // A hub that does not answer now is paired with by a code, which says the same again when it is tried.
    if (!(error instanceof QuestionError)) throw error
  }
  return { name: 'shop', demoCode: await terminal.demoCode() }
}

/** A hub that cannot be reached may leave a question open for minutes; a code can be typed all the same. */
const patienceMs = 4_000

const soon = (ground: Ground): Promise<Ahead> =>
  Promise.race([
    lookAhead(ground),
    new Promise<Ahead>((resolve) => {
      setTimeout(() => resolve({ name: 'shop', demoCode: null }), patienceMs)
    }),
  ])

/** Looks once; null until it is known. */
const useAhead = (): Ahead | null => {
  const ground = useGround()
  const [ahead, setAhead] = useState<Ahead | null>(null)
  useEffect(() => {
    let asked = true
    const look = async () => {
      const found = await soon(ground)
      if (asked) setAhead(found)
    }
    void look()
    return () => {
      asked = false
    }
  }, [ground])
  return ahead
}

/** The first start: where the hub is, whether it has a shop, and a code with which this terminal belongs to it. */
export const PairingScreen = () => {
  const { t } = useTranslation()
  const { platform } = useGround()
  const ahead = useAhead()
  const [choosing, setChoosing] = useState(false)
  const another = platform.kind === 'electron' && (
    <Button variant="subtle" color="gray" onClick={() => setChoosing(true)}>
      {t('hubChoice.another')}
    </Button>
  )
  if (choosing) return <HubChoiceScreen onBack={() => setChoosing(false)} />
  switch (ahead?.name) {
    case undefined:
      return <StartingScreen />
    case 'no_hub':
      return <HubChoiceScreen />
    case 'new_shop':
      return <NewShopScreen>{another}</NewShopScreen>
    case 'shop':
      return <CodeScreen demoCode={ahead.demoCode}>{another}</CodeScreen>
  }
}
