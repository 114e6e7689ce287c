import { Button } from '@mantine/core'
import { IconFileTypeCsv, IconLink, IconPhotoDown, IconPrinter } from '@tabler/icons-react'
import { NOT_FOR_DOSING } from '../../ui/level/caption.ts'
import { levelSvg, type Sheet } from '../../ui/level/drawing.ts'
import { say } from '../../ui/said.tsx'
import { addressOf } from './address.ts'
import { csvOf } from './csv.ts'
import type { Drawn } from './picture.ts'
import { titleOf } from './sheets.tsx'
import type { Lesson } from './teaching.ts'
import type { Spread } from './useSpread.tsx'

type Props = { readonly lesson: Lesson; readonly drawn: readonly Drawn[]; readonly sheets: readonly Sheet[]; readonly spreads: readonly Spread[] }

/** What can be taken away: the address, the numbers, the drawing, paper. */
export function TakeAway({ lesson, drawn, sheets, spreads }: Props) {
  const shown = drawn.filter(({ answer }) => answer.kind === 'curve')
  // A file taken while the spread is still being worked out would silently lack it.
  const unready = shown.length === 0 || spreads.some(({ working }) => working)
  const name = `expected-${drawn.map(({ model }) => model.id).join('-and-')}`
  const csv = () =>
    save(
      `${name}.csv`,
      'text/csv;charset=utf-8',
      csvOf(
        drawn,
        spreads.map(({ bands }) => bands),
        NOT_FOR_DOSING,
      ),
    )
  const svg = () => save(`${name}.svg`, 'image/svg+xml', levelSvg(titleOf(shown), sheets, 'Expected from published models, not measured. Drawn by Waymark.'))
  return (
    <>
      <Button className="te-take" variant="default" leftSection={<IconLink size={20} />} onClick={() => void copyLink(lesson)}>
        Copy link
      </Button>
      <Button variant="default" leftSection={<IconFileTypeCsv size={20} />} disabled={unready} onClick={csv}>
        CSV
      </Button>
      <Button variant="default" leftSection={<IconPhotoDown size={20} />} disabled={unready} onClick={svg}>
        SVG
      </Button>
      <Button variant="default" leftSection={<IconPrinter size={20} />} onClick={() => window.print()}>
        Print
      </Button>
    </>
  )
}

/** Only over https or on this machine may a page write to the clipboard; the address bar always has the same. */
async function copyLink(lesson: Lesson): Promise<void> {
  const link = `${location.origin}/teaching?${new URLSearchParams(addressOf(lesson))}`
  try {
    await navigator.clipboard.writeText(link)
    say('The link is copied')
  } catch {
    say('This browser does not let the page copy; the same link stands in its address bar')
  }
}

function save(name: string, type: string, content: string): void {
  const url = URL.createObjectURL(new Blob([content], { type }))
  const link = Object.assign(document.createElement('a'), { href: url, download: name })
  link.click()
  // The browser has taken the content by the time this task is over.
  setTimeout(() => URL.revokeObjectURL(url), 0)
}
