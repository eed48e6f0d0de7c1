/** What a reader can do in the panel. */
import type { Mark } from '../marks/marks.js';

export interface Acts {
  /** Opens a paper and flies there. */
  paper(paper: number): void;
  topic(topic: number): void;
  compare(topic: number, other: number): void;
  /** Colours the map by a concept, or by topics again when it is on. */
  concept(concept: number): void;
  mark(paper: number, change: Partial<Mark>): void;
}
