/** Modified Observer's Assessment of Alertness/Sedation, clinical.md section 4 [MOAA]. One number, 5 awake to 0 no response. */
export type Moaas = 0 | 1 | 2 | 3 | 4 | 5

export const MOAAS: { readonly name: string; readonly source: string; readonly levels: Readonly<Record<Moaas, string>> } = {
  name: 'MOAA/S',
  source: 'MOAA',
  levels: {
    5: 'Responds readily to name, normal tone',
    4: 'Lethargic response to name',
    3: 'Responds only to loud or repeated name',
    2: 'Responds only to mild prodding',
    1: 'Responds only to a painful trapezius squeeze',
    0: 'No response',
  },
}

/** The level's words; null for anything that is no level. */
export const moaasWords = (value: number): string | null => MOAAS.levels[value as Moaas] ?? null
