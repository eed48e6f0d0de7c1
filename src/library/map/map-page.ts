/** The last map for whoever serves it. */
import { renderPage, type PageOptions } from '../../page/index.js';
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
  const page = { ...map, activations: await mapActivations(context, map) };
  return renderPage(
    page,
    papers.map((stored) => stored?.paper.abstract ?? ''),
    options,
  );
}
