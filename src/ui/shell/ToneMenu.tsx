import { Menu } from '@mantine/core'
import { IconCheck } from '@tabler/icons-react'
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
      {choices.map(({ tone, word }) => (
        <Menu.Item
          key={tone}
          role="menuitemradio"
          aria-checked={chosen === tone}
          rightSection={chosen === tone && <IconCheck size={18} />}
          onClick={() => chooseTone(tone)}
        >
          {word}
        </Menu.Item>
      ))}
    </>
  )
}
