/** The shapes that carry state, drawn on 16 px. Each means one thing, the same everywhere. */
const glyphs = {
  disc: <circle cx="8" cy="8" r="5.5" fill="currentColor" stroke="none" />,
  ring: <circle cx="8" cy="8" r="5.2" />,
  dotted: <circle cx="8" cy="8" r="5.2" strokeDasharray="2.2 2.2" />,
  half: (
    <>
      <circle cx="8" cy="8" r="5.2" />
      <path d="M8 2.8a5.2 5.2 0 0 0 0 10.4z" fill="currentColor" stroke="none" />
    </>
  ),
  bars: <path d="M5.6 3.5v9M10.4 3.5v9" strokeWidth="2.6" />,
  square: <rect x="3.5" y="3.5" width="9" height="9" rx="1.5" fill="currentColor" stroke="none" />,
  triangle: <path d="M8 2.4 14.4 13.4H1.6z" fill="currentColor" strokeLinejoin="round" />,
  outlined: <path d="M8 2.4 14.4 13.4H1.6zM8 6.6v3M8 11.4v.1" strokeLinejoin="round" />,
  clock: <path d="M8 2.6a5.4 5.4 0 1 0 0 10.8A5.4 5.4 0 0 0 8 2.6zM8 5.2V8l2 1.4" />,
  alarm: (
    <>
      <circle cx="8" cy="8" r="6" fill="currentColor" stroke="none" />
      <path d="M8 4.6V8l2.2 1.6" className="wm-glyph-hole" />
    </>
  ),
  check: <path d="m3 8.6 3.2 3.2L13 4.8" strokeWidth="2" />,
  cross: <path d="m4 4 8 8M12 4l-8 8" strokeWidth="2" />,
  question: <path d="M5.4 6a2.6 2.6 0 1 1 3.7 2.3c-.8.4-1.1.9-1.1 1.7M8 12.4v.1" strokeWidth="1.9" />,
  cloud: <path d="M4.6 12.4h6.6a2.6 2.6 0 0 0 .4-5.2 3.7 3.7 0 0 0-5-2.2M3.8 6.9a2.8 2.8 0 0 0 .8 5.5M2.4 2.4l11.2 11.2" />,
  pen: <path d="M3 13l.7-2.8 7-7a1.5 1.5 0 0 1 2.1 2.1l-7 7zM2.5 14.2h11" />,
  arrow: <path d="M3 8h9.4M8.8 4.2 12.6 8l-3.8 3.8" />,
  lock: <path d="M4 7.4h8v6H4zM5.6 7.2V5.4a2.4 2.4 0 0 1 4.8 0v1.8" />,
  person: <path d="M8 7.6a2.4 2.4 0 1 0 0-4.8 2.4 2.4 0 0 0 0 4.8zM3.4 13.4a4.6 4.6 0 0 1 9.2 0" />,
  slash: <path d="M8 2.8a5.2 5.2 0 1 0 0 10.4A5.2 5.2 0 0 0 8 2.8zM4.4 11.6l7.2-7.2" />,
  turn: <path d="M3.4 8a4.8 4.8 0 1 1 1.5 3.5M3 13.2v-2.4h2.4" />,
} as const

export type Shape = keyof typeof glyphs

export const Glyph = ({ shape }: { readonly shape: Shape }) => (
  <svg className="wm-glyph" viewBox="0 0 16 16" fill="none" stroke="currentColor" strokeWidth="1.6" strokeLinecap="round" aria-hidden="true">
    {glyphs[shape]}
  </svg>
)
