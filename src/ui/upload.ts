import { type Answer, answerOf, unreachable } from './api.ts'

/** Sends a file as it is; `progress` from 0 to 1 while it goes out. The one thing fetch cannot tell. */
export function upload<T>(path: string, file: Blob, progress: (part: number) => void): Promise<Answer<T>> {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest()
    request.open('POST', path)
    request.setRequestHeader('content-type', 'application/fhir+json')
    request.setRequestHeader('accept', 'application/json')
    request.upload.onprogress = ({ loaded, total }) => progress(total > 0 ? loaded / total : 0)
    request.onerror = () => resolve({ ok: false, error: unreachable })
    request.onload = () => resolve(answerOf<T>(path, request.status, jsonOf(request.responseText)))
    request.send(file)
  })
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
