/** Where lists lie over the map: the same as in page.css. */
export const NARROW = '(max-width: 700px), (max-width: 900px) and (orientation: portrait)';
