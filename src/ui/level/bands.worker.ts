import { type Asked, moved, told } from './bands.messages.ts'

/** Thousands of people are worked out here, beside the page. One request, one answer, in the order of asking. */
addEventListener('message', ({ data }: MessageEvent<Asked>) => {
  const answer = told(data)
  postMessage(answer, { transfer: moved(answer) })
})
