import { type PointerEvent, useId, useRef } from 'react'
import { BOX, begun, drawn, type Point } from './strokes.ts'
import './SignaturePad.css'

type Props = {
  readonly value: string
  readonly onChange: (path: string) => void
  /** What stands in for a drawing where no hand can make one. */
  readonly instead?: string
}

/** Signing by pen, finger or mouse. Without a hand for it, the printed name is the signature. */
export function SignaturePad({ value, onChange, instead = 'the printed name is enough' }: Props) {
  const label = useId()
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
  const lift = () => {
    down.current = false
  }
  return (
    <div className="wm-signature">
      <span className="wm-signature-label" id={label}>
        Signature
      </span>
      <svg
        viewBox={`0 0 ${BOX.width} ${BOX.height}`}
        role="img"
        aria-label={value ? 'Signature, drawn' : `Signature, empty; ${instead}`}
        onPointerDown={(event) => {
          down.current = true
          event.currentTarget.setPointerCapture(event.pointerId)
          put(begun(path.current, at(event)))
        }}
        onPointerMove={(event) => down.current && put(drawn(path.current, at(event)))}
        onPointerUp={lift}
        onPointerCancel={lift}
      >
        <line x1="12" x2="288" y1="78" y2="78" className="wm-signature-line" />
        <path d={value} />
      </svg>
      {value && (
        <button type="button" className="wm-signature-clear" onClick={() => put('')} aria-describedby={label}>
          Clear
        </button>
      )}
    </div>
  )
}
