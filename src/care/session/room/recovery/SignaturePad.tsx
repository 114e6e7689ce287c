import { type PointerEvent, useRef } from 'react'
import { BOX, begun, drawn, type Point } from './strokes.view.ts'

type Props = { readonly value: string; readonly onChange: (path: string) => void }

/** Signing by finger or pen. Without a hand for it, the printed name above is the signature. */
export function SignaturePad({ value, onChange }: Props) {
  const path = useRef(value)
  path.current = value
  const down = useRef(false)
  const at = (event: PointerEvent<SVGSVGElement>): Point => {
    const box = event.currentTarget.getBoundingClientRect()
    return { x: ((event.clientX - box.left) / box.width) * BOX.width, y: ((event.clientY - box.top) / box.height) * BOX.height }
  }
  const put = (next: string) => {
    path.current = next
    onChange(next)
  }
  return (
    <div className="rm-signature">
      <span className="rm-label">Signature</span>
      <svg
        viewBox={`0 0 ${BOX.width} ${BOX.height}`}
        role="img"
        aria-label={value ? 'Signature, drawn' : 'Signature, empty; the printed name is enough'}
        onPointerDown={(event) => {
          down.current = true
          event.currentTarget.setPointerCapture(event.pointerId)
          put(begun(path.current, at(event)))
        }}
        onPointerMove={(event) => down.current && put(drawn(path.current, at(event)))}
        onPointerUp={() => {
          down.current = false
        }}
      >
        <line x1="12" x2="288" y1="78" y2="78" className="rm-signature-line" />
        <path d={value} />
      </svg>
      {value && (
        <button type="button" className="rm-tap rm-tap-small" onClick={() => put('')}>
          Clear
        </button>
      )}
    </div>
  )
}
