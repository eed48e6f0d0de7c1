/** Whether two records that came with one id are of two papers: an id is a hint, not a proof. */
import type { Paper } from '../types.js';
import { byIdentifier, lookAt, type Look } from './compare.js';
import { featuresOf } from './features.js';
import { areTwo, relateTitles } from './titles.js';

/**
 * A DOI or another registered identifier is shared by two papers only when a source gives all chapters their book's; a
 * row number or a hash of title and first author (`Editorial`) by many. Both are believed until the records differ.
 */
export function isAnotherPaper(stored: Paper, record: Paper): boolean {
  const [a, b] = [featuresOf(stored), featuresOf(record)];
  const title = relateTitles(a, b);
  if (areTwo(title)) return true;
  const shared = a.identifiers.filter((identifier) => b.identifiers.includes(identifier));
  const look = lookAt(a, b, shared, title);
  // A record without a title adds to the one that has it.
  if (a.words.length === 0 || b.words.length === 0) return look.abstract === 'no';
  if (shared.length > 0) return byIdentifier(look) !== 'same';
  if (title === 'apart' || title === 'reworded') return look.abstract !== 'yes';
  return differ(look);
}

/** A number or a hash as id: one thing that differs is enough, but for what a preprint and its article differ in. */
function differ(look: Look): boolean {
  const { clash, authors, year, sameYear, abstract, page, venue, versions, content } = look;
  if (clash.length > 0 || authors === 'no' || year === 'no' || abstract === 'no') return true;
  return !versions && (page === 'no' || (venue === 'no' && ((year === 'yes' && !sameYear) || content < 3)));
}
