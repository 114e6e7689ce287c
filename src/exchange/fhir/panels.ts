/**
 * The items that make a total, by LOINC code. Source: LOINC panels 44249-1 (PHQ-9) and 69737-5 (GAD-7); a total is the
 * plain sum of its items' points.
 */
export const PANELS: readonly { readonly total: string; readonly items: readonly string[] }[] = [
  { total: '44261-6', items: ['44250-9', '44255-8', '44259-0', '44254-1', '44251-7', '44258-2', '44252-5', '44253-3', '44260-8'] },
  { total: '70274-6', items: ['69725-0', '68509-9', '69733-4', '69734-2', '69735-9', '69689-8', '69736-7'] },
]
