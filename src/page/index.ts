/** The map as one HTML file. */
export { type PageOptions, renderPage } from './render-page.js';
export type { PageConcept, PageFresh, PageMap } from './types.js';
