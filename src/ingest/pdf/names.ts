/** Telling a line of authors from affiliations, addresses and headings. */

const SPLIT = /[,;·•|∙]|\s(?:and|AND|und|et|y|e|&)(?=\s)/u;

/** Academic degrees and memberships that stand after names. */
const TITLES =
  /\b(?:Ph\.? ?D|M\.? ?D|MSc|BSc|MPH|DPhil|Dr|Prof|Jr|Sr|(?:Senior |Student |Graduate Student |Life )?Member|(?:Life )?Fellow|IEEE|ACM|ORCID|Corresponding Author)\b\.?/gu;

const PLACES =
  /\b(?:universit|universidad|institut|department|dept|school|college|facult|laborator|labs?\b|center|centre|hospital|academy|research|corporation|inc\b|ltd|gmbh|company|division|ministry|foundation|clinic|street|avenue|road|box\b|usa\b|china|germany|france|kingdom|states|republic|email|e-mail|abstract|keywords|received|accepted|published|introduction|article|journal|proceedings|volume|conference|open access|google|microsoft|school|group|team)/iu;

const PARTICLES = new Set(
  'van von der den de del della di da dos du la le ten ter zu zur af al el bin ibn y e'.split(' '),
);
const NO_NAME = new Set(
  'of for the with in on from to a an by at as is are using towards toward via into'.split(' '),
);

/** The names in a line, marks already taken off; null when something in it is no name. */
export function namesIn(line: string): string[] | null {
  if (PLACES.test(line) || /[@:?!/]|https?|www\./u.test(line)) return null;
  const plain = line
    .replace(/[\d*†‡§¶‖#∗⋆✉]+/gu, ' ')
    .replace(/[([{][^)\]}]*[)\]}]/gu, ' ')
    .replace(TITLES, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  const parts = ` ${plain} `
    .split(SPLIT)
    .map((part) => part.trim().replace(/^(?:and|AND|und|by|&) /u, ''))
    // Marks of affiliations that are set as large as names.
    .map((part) => part.replace(/(?: \p{Ll})+$/u, ''))
    .filter((part) => part !== '' && !/^\p{Ll}$/u.test(part));
  return parts.length > 0 && parts.every(isName) ? parts : null;
}

function isName(text: string): boolean {
  const words = text.split(' ');
  if (words.length < 2 || words.length > 6 || text.length > 60) return /^\p{Lo}{2,4}$/u.test(text);
  let capitals = 0;
  for (const word of words) {
    const lower = word.toLowerCase();
    if (NO_NAME.has(lower)) return false;
    if (PARTICLES.has(lower)) continue;
    if (!/^(?:[dD]['’]|[oO]['’]|al-|el-)?\p{Lu}[\p{L}\p{M}'’.-]*$/u.test(word)) return false;
    capitals++;
  }
  // One of them is more than an initial.
  return capitals >= 2 && words.some((word) => /\p{L}{2}/u.test(word.replace(/\./g, '')));
}
