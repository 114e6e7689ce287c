/** Characters that move a cursor, start a line, hide or reverse text: none of them belongs in a line of a log. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const UNSEEN = /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]/gu

/** Text that stays on its line and looks like what it is: unseen characters are written as their numbers. */
export const plain = (text: string): string => text.replace(UNSEEN, (found) => `\\u${found.charCodeAt(0).toString(16).padStart(4, '0')}`)
