import { Button } from '@mantine/core'
import { IconCopy, IconPrinter } from '@tabler/icons-react'
import { say } from '../../ui/said.tsx'

/** Shown once: what opens the door when the phone is lost. */
export function BackupCodes({ codes, done }: { readonly codes: readonly string[]; readonly done: () => void }) {
  const copy = async () => {
    await navigator.clipboard.writeText(codes.join('\n'))
    say('Copied')
  }
  return (
    <div className="wm-form">
      <div>
        <h2>Keep these backup codes</h2>
        <p className="wm-soft">Each opens the door once, when the phone is not at hand. They are shown only now.</p>
      </div>
      <ol className="wm-codes">
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ol>
      <div className="wm-form-acts wm-screen-only">
        <Button onClick={done}>I have kept them</Button>
        <Button variant="default" leftSection={<IconCopy size={20} />} onClick={() => void copy()}>
          Copy
        </Button>
        <Button variant="default" leftSection={<IconPrinter size={20} />} onClick={() => window.print()}>
          Print
        </Button>
      </div>
    </div>
  )
}
