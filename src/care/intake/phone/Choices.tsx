type Props<T> = {
  readonly label: string
  readonly options: readonly { readonly value: T; readonly says: string }[]
  readonly chosen: T | undefined
  readonly choose: (value: T) => void
  /** Side by side, inside a form. */
  readonly small?: boolean
}

/** Large answers, one tap each. What was chosen before is marked by shape and word, not by colour alone. */
export const Choices = <T extends string | boolean>({ label, options, chosen, choose, small = false }: Props<T>) => (
  <fieldset className="ph-choices" data-small={small || undefined}>
    <legend className={small ? undefined : 'ph-hidden'}>{label}</legend>
    {options.map(({ value, says }) => (
      <button key={String(value)} type="button" aria-pressed={chosen === value} onClick={() => choose(value)}>
        <span className="ph-dot" aria-hidden="true" />
        {says}
      </button>
    ))}
  </fieldset>
)
