import { Menu } from '@mantine/core'
import { chooseTone, type ToneChoice, useToneChoice } from '../tone.ts'

const choices: readonly { readonly tone: ToneChoice; readonly word: string }[] = [
  { tone: 'auto', word: 'As this device' },
  { tone: 'light', word: 'Light' },
  { tone: 'dark', word: 'Dark' },
  { tone: 'dim', word: 'Dim, for the room' },
]

/** Items of a menu: how bright the screen is. */
export function ToneItems() {
  const chosen = useToneChoice()
  return (
    <>
      <Menu.Label>Brightness</Menu.Label>
      <Menu.RadioGroup value={chosen} onChange={(tone) => chooseTone(tone as ToneChoice)}>
        {choices.map(({ tone, word }) => (
          <Menu.RadioItem key={tone} value={tone}>
            {word}
          </Menu.RadioItem>
        ))}
      </Menu.RadioGroup>
    </>
  )
}
