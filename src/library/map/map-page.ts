/** The last map for whoever serves it. */
import { renderPage, type PageMap, type PageOptions } from '../../page/index.js';
import type { TopicMap } from '../../topic-map/index.js';
import { freshOnMap } from '../news/fresh-on-map.js';
import type { Context } from '../session/context.js';
import { mapActivations } from './map-activations.js';
import { lastMap, noMap } from './topics.js';

/** @throws FieldmapError `not-found` when there is none yet. */
export async function mapJson(context: Context): Promise<Uint8Array> {
  const bytes = await context.store.getTopicMap();
  if (bytes === null) throw noMap(context);
  return bytes;
}

/** With abstracts; those of papers removed since are empty. @throws FieldmapError `not-found` when there is no map yet. */
export async function mapPage(context: Context, options: PageOptions): Promise<string> {
  const map = await lastMap(context);
  const papers = await context.store.getByKey(await context.store.keysOf(map.papers.map(({ id }) => id)));
  const page = await pageOf(context, map);
  return renderPage(
    page,
    papers.map((stored) => stored?.paper.abstract ?? ''),
    options,
  );
}

/** The map with what the page shows beside it: the concepts of each paper, and which papers came in last. */
export async function pageOf(context: Context, map: TopicMap): Promise<PageMap> {
  const fresh = await freshOnMap(context, map);
  return { ...map, activations: await mapActivations(context, map), ...(fresh && { fresh }) };
}
