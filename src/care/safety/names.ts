/** The name, or that it is not shown here: the chart is kept to named people. */
export const nameOf = (name: string | null): string => name ?? 'Somebody whose chart is kept to named people'
