/**
 * Bedside monitors, the only door for other capabilities: which devices are known and where they stand (`devices.ts`),
 * what they show now (`latest.ts`), and which of it makes a set a person can accept (`set.ts`). All of it pure.
 * A device's value is unconfirmed until a person takes it into the record; the monitor's own alarms stay the alarms.
 */
export * from './devices.ts'
export * from './latest.ts'
export * from './set.ts'
