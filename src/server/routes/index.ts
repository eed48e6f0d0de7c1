/** The paths of the API in the order the documents show them. */
import { routes as ask } from './ask.js';
import { routes as concepts } from './concepts.js';
import { routes as exportPapers } from './export.js';
import { routes as fields } from './fields.js';
import { routes as map } from './map.js';
import { routes as news } from './news.js';
import { routes as papers } from './papers.js';
import type { Routes } from './route.js';
import { routes as read } from './read.js';
import { routes as review } from './review.js';
import { routes as similar } from './similar.js';
import { routes as status } from './status.js';
import { routes as topics } from './topics.js';

export const API: readonly Routes[] = [
  ask,
  similar,
  read,
  news,
  papers,
  topics,
  concepts,
  fields,
  review,
  map,
  exportPapers,
  status,
];
