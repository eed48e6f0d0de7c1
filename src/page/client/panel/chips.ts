/** What was asked for, each as a chip that can be dropped. */
import type { Data } from '../data/types.js';
import { STRINGS } from '../data/strings.js';
import type { Wanted } from '../state/wanted.js';
import type { Chip } from './bar.js';
import { topicName } from './lists.js';

export function chipsOf(
  data: Data,
  { topic, compare, years, picked, q, reading }: Wanted,
  drop: (next: Partial<Wanted>) => void,
): Chip[] {
  const chips: Chip[] = [];
  const add = (name: string, next: Partial<Wanted>): void =>
    void chips.push({ name, drop: () => drop(next) });
  if (q !== '') add(STRINGS.words(q), { q: '', paper: null });
  if (topic !== null) {
    const name = topicName(data, topic);
    const both = compare === null ? name : STRINGS.between(name, topicName(data, compare));
    add(both, { topic: null, compare: null, paper: null });
  }
  if (years !== null) add(STRINGS.years(...years), { years: null });
  if (picked !== null) add(STRINGS.picked(picked.size), { picked: null });
  if (reading) add(STRINGS.readingList, { reading: false });
  return chips;
}
