/**
 * The tables, by name, for typed queries. Each store adds its own beside its SQL:
 *
 *     declare module '../../platform/db/tables.ts' {
 *       interface Tables { patient_list: { clinic: string; patient: string; family_name: string } }
 *     }
 */
// biome-ignore lint/suspicious/noEmptyInterface: filled by the stores, one table at a time
export interface Tables {}
