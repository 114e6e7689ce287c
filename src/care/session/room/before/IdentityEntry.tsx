import { Button, Checkbox } from '@mantine/core'
import { date } from '../../../../ui/words.ts'
import type { Data } from '../../session.ts'
import { useDraft, useOption, useRoom } from '../context.tsx'
import { Answers } from '../form/Answers.tsx'
import { useGive } from '../form/useGive.tsx'

type Sign = Data<'identity-confirmed'>['checked'][number]

export function IdentityEntry({ done }: { readonly done: () => void }) {
  const { patient } = useRoom()
  const option = useOption('confirm-identity')
  const [checked, setChecked] = useDraft<readonly Sign[]>('identity', [])
  const give = useGive()
  if (!option.can) return option.why ? <p className="wm-soft">{option.why}</p> : null
  const signs: readonly (readonly [Sign, string])[] = [
    ['name', `Said the name: ${patient.givenName} ${patient.familyName}`],
    ['birth-date', `Said the birth date: ${date(patient.birthDate)}`],
    ['photo', 'Photo matches'],
    ['wristband', 'Wristband matches'],
  ]
  return (
    <div className="rm-stack">
      {signs.map(([sign, words]) => (
        <Checkbox
          key={sign}
          size="lg"
          label={words}
          checked={checked.includes(sign)}
          onChange={(event) => setChecked(event.currentTarget.checked ? [...checked, sign] : checked.filter((one) => one !== sign))}
        />
      ))}
      <Answers of={give} />
      <Button
        size="lg"
        disabled={checked.length === 0}
        loading={give.busy}
        onClick={() => give.give({ type: 'confirm-identity', data: { checked } }, { saved: done })}
      >
        This is the right person
      </Button>
    </div>
  )
}
