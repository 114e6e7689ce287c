import { Waiting } from '../../ui/Waiting.tsx'

/** While a page is fetched: grey shapes where its heading and its first card will stand. */
export const Opening = () => (
  <div className="wm-page" data-width="usual">
    <Waiting rows={2} height={120} gap={24} />
  </div>
)
