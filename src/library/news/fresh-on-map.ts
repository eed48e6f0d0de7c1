/** Which papers of a map came in last, for the page. */
import type { PageFresh } from '../../page/index.js';
import type { TopicMap } from '../../topic-map/index.js';
import type { Context } from '../session/context.js';
import { lastDay } from './days.js';

/** Those of the last day on which papers came; none on the library's first day. */
export async function freshOnMap(context: Context, { papers }: TopicMap): Promise<PageFresh | undefined> {
  const last = await lastDay(context);
  if (last === null) return undefined;
  const keys = await context.store.keysOf(papers.map(({ id }) => id));
  return { day: last.day, papers: [...keys.keys()].filter((i) => keys[i]! > last.before) };
}
