/** Whether anything has changed, in a few numbers. */
import type { MapState, Revision } from '../../store/index.js';
import type { Context } from './context.js';

export interface LibraryState extends Revision {
  /** Null without a map. */
  readonly map: MapState | null;
}

export async function state({ store }: Context): Promise<LibraryState> {
  return { ...(await store.revision()), map: await store.mapState() };
}
