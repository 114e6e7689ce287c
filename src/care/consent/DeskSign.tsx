import { Button, Radio, TextInput } from '@mantine/core'
import { type RefObject, useState } from 'react'
import { HoldButton } from '../../ui/HoldButton.tsx'
import { Note } from '../../ui/Note.tsx'
import { SignaturePad } from '../../ui/SignaturePad.tsx'
import type { Desk } from './answers.ts'
import { type Helper, helpersToSign, openQuestions, type Signature } from './consent.ts'
import type { DeskOrder } from './consent.wire.ts'
import { treatmentWords } from './state.view.ts'

type Props = {
  readonly desk: Desk
  readonly busy: boolean
  readonly send: (order: DeskOrder) => Promise<boolean>
  readonly back: (() => void) | null
  readonly top: RefObject<HTMLDivElement | null>
}

/** The end of the form: what is signed, by whom, and then the tablet goes back. */
export function DeskSign({ desk: { consent, patient }, busy, send, back, top }: Props) {
  const open = openQuestions(consent)
  const [helper] = helpersToSign(consent)
  const heading = (words: string) => (
    <div ref={top} tabIndex={-1} style={{ outline: 'none' }}>
      <h1>{words}</h1>
    </div>
  )
  const backward = back && (
    <Button size="lg" variant="subtle" color="gray" onClick={back}>
      Back
    </Button>
  )
  if (consent.status === 'half' && helper)
    return (
      <>
        {heading(helper === 'interpreter' ? 'The interpreter signs' : 'The witness signs')}
        <p style={{ margin: 0 }}>
          {helper === 'interpreter'
            ? `${consent.interpreter?.name}: I put this form into ${consent.interpreter?.language}, whole and true.`
            : `${consent.witness}: I saw ${patient.name} sign.`}
        </p>
        <Sign
          key={helper}
          name={(helper === 'interpreter' ? consent.interpreter?.name : consent.witness) ?? ''}
          busy={busy}
          sign={(signature) => send({ type: 'sign-helper', data: { as: helper as Helper, signature } })}
        />
      </>
    )
  if (consent.status !== 'open')
    return (
      <>
        {heading('Thank you')}
        <p style={{ margin: 0 }}>
          {consent.status === 'set-aside' ? 'This form was put aside.' : 'Please give the tablet back. You can take back what you signed at any time.'}
        </p>
      </>
    )
  if (open.length > 0)
    return (
      <>
        {heading('Your questions come first')}
        {open.map((one) => (
          <Note key={one.id} title={`You asked: ${one.words}`} />
        ))}
        <p style={{ margin: 0 }}>Please give the tablet back. We will answer, and then you can sign.</p>
        <div className="cn-acts">{backward}</div>
      </>
    )
  return (
    <>
      {heading('Do you agree?')}
      <p style={{ margin: 0 }}>I have read this form. My questions were answered. I agree to have {treatmentWords(consent)}. I can stop at any time.</p>
      <p style={{ margin: 0 }}>You do not have to sign. If you do not want to, give the tablet back and say so.</p>
      <Sign name={patient.name} busy={busy} sign={(signature) => send({ type: 'sign-patient', data: { signature } })} />
      <div className="cn-acts">{backward}</div>
    </>
  )
}

type SignProps = { readonly name: string; readonly busy: boolean; readonly sign: (signature: Signature) => Promise<boolean> }

/** A name by hand, or by keyboard; both stand equal. */
function Sign({ name, busy, sign }: SignProps) {
  const [how, setHow] = useState<'drawn' | 'typed'>('drawn')
  const [strokes, setStrokes] = useState('')
  const [typed, setTyped] = useState('')
  const ready = how === 'drawn' ? strokes !== '' : typed.trim() !== ''
  return (
    <div className="wm-stack">
      <Radio.Group aria-label="How you sign" value={how} onChange={(value) => setHow(value === 'typed' ? 'typed' : 'drawn')}>
        <div className="cn-acts">
          <Radio size="md" value="drawn" label="Write my name" />
          <Radio size="md" value="typed" label="Type my name" />
        </div>
      </Radio.Group>
      {how === 'drawn' ? (
        <SignaturePad value={strokes} onChange={setStrokes} instead="you can type your name as well" />
      ) : (
        <TextInput
          label="Your full name"
          size="lg"
          autoComplete="off"
          value={typed}
          maxLength={120}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
      )}
      <HoldButton
        size="large"
        disabled={!ready || busy}
        why={ready ? undefined : 'Write or type your name first'}
        onHeld={() => void sign(how === 'drawn' ? { name, strokes } : { name: typed })}
      >
        Sign
      </HoldButton>
    </div>
  )
}
