/** The files that `map` writes. */
import type { TopicMap } from '../topic-map/schema.js';
import type { Context } from './context.js';

export interface MapFile {
  readonly name: string;
  readonly content: string;
}

export async function mapFiles(_context: Context, _topicMap: TopicMap, json: string): Promise<MapFile[]> {
  return [{ name: 'topic-map.json', content: json }];
}
