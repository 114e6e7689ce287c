import './KeyHint.css'

/** The key that does the same as the button beside it. Hidden where there is no keyboard. */
export const KeyHint = ({ children }: { readonly children: string }) => (
  <span className="wm-key" aria-hidden="true">
    {children}
  </span>
)
