import { useEffect, useRef, useState } from 'react'

/** The size of an element in whole pixels, kept up as it changes; 0 until it is known. */
export function useSize() {
  const place = useRef<HTMLDivElement>(null)
  const [size, setSize] = useState({ width: 0, height: 0 })
  useEffect(() => {
    if (!place.current) return
    const watcher = new ResizeObserver(([entry]) => {
      if (entry) setSize({ width: Math.floor(entry.contentRect.width), height: Math.floor(entry.contentRect.height) })
    })
    watcher.observe(place.current)
    return () => watcher.disconnect()
  }, [])
  return { place, ...size }
}
