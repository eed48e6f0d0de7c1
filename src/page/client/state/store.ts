/** What is asked for, what was found and what was decided: the state of the page, and who is told when it changes. */
import type { Marks } from '../marks/marks.js';
import type { Result } from '../panel/questions.js';
import { NOTHING, type Wanted } from './wanted.js';

/** How a change goes into the browser's history: a step of its own, in place of the last, or not at all. */
export type Step = 'push' | 'replace' | 'keep';

export class Store {
  readonly wanted: Wanted = { ...NOTHING, colour: 'topic', concept: null };
  result: Result | null = null;
  marks: Marks = new Map();
  /** Changes that a reader made. */
  choices = 0;
  private readonly listeners: ((before: Readonly<Wanted>, step: Step) => void)[] = [];

  subscribe(listener: (before: Readonly<Wanted>, step: Step) => void): void {
    this.listeners.push(listener);
  }

  change(next: Partial<Wanted>, step: Step): void {
    const before = { ...this.wanted };
    Object.assign(this.wanted, next);
    if (step !== 'keep') this.choices++;
    this.tell(before, step);
  }

  answer(result: Result | null): void {
    this.result = result;
    this.tell(this.wanted, 'keep');
  }

  mark(marks: Marks): void {
    this.marks = marks;
    this.tell(this.wanted, 'keep');
  }

  private tell(before: Readonly<Wanted>, step: Step): void {
    for (const listener of this.listeners) listener(before, step);
  }
}
