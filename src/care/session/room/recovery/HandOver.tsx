import { Button, TextInput } from '@mantine/core'
import { HoldButton } from '../../../../ui/HoldButton.tsx'
import { Note } from '../../../../ui/Note.tsx'
import { SignaturePad } from '../../../../ui/SignaturePad.tsx'
import { clock } from '../../../../ui/words.ts'
import { useDraft, useOption, useRoom } from '../context.tsx'
import { Answers } from '../form/Answers.tsx'
import { useGive } from '../form/useGive.tsx'

const ADVICE = 'Written advice: no driving, machines or decisions until after a night’s sleep; whom to call'

/** To the escort, by name and hand; then the person leaves. */
export function HandOver({ ready }: { readonly ready: boolean }) {
  const { session, zone } = useRoom()
  const option = useOption('hand-over')
  if (session.handOver)
    return (
      <section className="rm-card" aria-label="Hand-over">
        <h2>Handed over</h2>
        <p>
          To {session.handOver.escort} at {clock(session.handOver.at, zone)}. {session.handOver.advice}
        </p>
        <Leave />
      </section>
    )
  if (!option.can) return null
  // Offered when nothing is open any more; before that it stays folded, and can still be opened.
  return (
    <details className="rm-fold" open={ready || undefined}>
      <summary>Hand over to the escort</summary>
      <HandOverForm />
    </details>
  )
}

function HandOverForm() {
  const { session } = useRoom()
  const [draft, setDraft, clear] = useDraft('hand-over', { escort: session.escort?.name ?? '', name: '', strokes: '', advice: ADVICE })
  const give = useGive()
  const signature = { name: draft.name, ...(draft.strokes ? { strokes: draft.strokes } : {}) }
  return (
    <section className="rm-card" aria-label="Hand-over">
      <TextInput
        size="md"
        label="Escort"
        value={draft.escort}
        onChange={(event) => setDraft({ ...draft, escort: event.currentTarget.value })}
        error={give.why('escort')}
      />
      <TextInput
        size="md"
        label="Advice given"
        value={draft.advice}
        onChange={(event) => setDraft({ ...draft, advice: event.currentTarget.value })}
        error={give.why('advice')}
      />
      <TextInput
        size="md"
        label="Signed by, in print"
        value={draft.name}
        onChange={(event) => setDraft({ ...draft, name: event.currentTarget.value })}
        error={give.why('signature')}
      />
      <SignaturePad value={draft.strokes} onChange={(strokes) => setDraft({ ...draft, strokes })} />
      <Answers of={give} fields={['escort', 'advice', 'signature']} />
      <Button
        size="lg"
        disabled={!draft.escort.trim() || !draft.name.trim()}
        loading={give.busy}
        onClick={() => give.give({ type: 'hand-over', data: { escort: draft.escort, signature, advice: draft.advice } }, { saved: clear })}
      >
        Hand over
      </Button>
    </section>
  )
}

function Leave() {
  const option = useOption('discharge')
  const give = useGive()
  return (
    <div className="rm-stack">
      {!option.can && option.why && <Note tone="due">{option.why}</Note>}
      <Answers of={give} />
      <HoldButton size="large" disabled={!option.can} why={option.why} onHeld={() => give.give({ type: 'discharge', data: {} })}>
        They go home
      </HoldButton>
    </div>
  )
}
