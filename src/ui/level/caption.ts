/** Beside every curve, on screen, on paper and in every file. */
export const NOT_FOR_DOSING = 'For display and teaching, not for dosing'
