/** DOIs and arXiv ids in a question, however they are written. */

export interface Identified {
  /** As the store knows them: `10.1000/xyz` in lower case, `2103.00020`, `cs/0112017`. */
  readonly identifiers: readonly string[];
  /** The question without them and their prefixes. */
  readonly rest: string;
}

/**
 * Old DOIs of Wiley and others have a part in angle brackets with a colon in it: `10.1002/(SICI)1097-0258(19980815/30)17:15/16<1661::AID-SIM968>3.0.CO;2-2`.
 * Other brackets end a DOI: `<https://doi.org/10.1000/x>`, `10.1000/x</a>`.
 */
const DOI =
  /(?:(?:https?:\/\/)?(?:dx\.|www\.)?doi\.org\/|doi:\s*)?\b(10\.\d{4,9}(?:\.\d+)*(?:\/|%2F)(?:[^\s"<>]|<[^\s"<>/]{0,40}:[^\s"<>]{0,40}>)+)/giu;
const ARXIV_LINK =
  /(?:https?:\/\/)?(?:www\.)?arxiv\.org\/(?:abs|pdf|html)\/(\d{4}\.\d{4,5}|[a-z-]+(?:\.[a-z]{2})?\/\d{7})(?:v\d+)?(?:\.pdf)?/giu;
const ARXIV_PREFIXED = /\barxiv:\s*(\d{4}\.\d{4,5}|[a-z-]+(?:\.[a-z]{2})?\/\d{7})(?:v\d+)?\b/giu;
/** Bare, it must stand alone: 4 digits, a dot and 4 or 5 digits are rarely anything else, archive/7 digits never. */
const ARXIV_BARE =
  /(?<![\w./])(\d{2}(?:0[1-9]|1[0-2])\.\d{4,5}|[a-z]+(?:-[a-z]+)?(?:\.[A-Z]{2})?\/\d{7})(?:v\d+)?(?![\w/]|\.\d)/gu;

/** Never fails; what is no identifier is `rest`. */
export function findIdentifiers(question: string): Identified {
  const identifiers: string[] = [];
  let rest = question.includes('&')
    ? question.replace(/&(lt|gt);/g, (_all, sign) => (sign === 'lt' ? '<' : '>'))
    : question;
  for (const pattern of [DOI, ARXIV_LINK, ARXIV_PREFIXED, ARXIV_BARE]) {
    rest = rest.replace(pattern, (_all, id: string) => {
      const plain = pattern === DOI ? trimmed(decoded(id)).toLowerCase() : id;
      if (!identifiers.includes(plain)) identifiers.push(plain);
      return ' ';
    });
  }
  return { identifiers, rest: rest.replace(/\s+/g, ' ').trim() };
}

/** Addresses have brackets as `%3C`; what is no such code stays. */
function decoded(doi: string): string {
  if (!doi.includes('%')) return doi;
  try {
    return decodeURIComponent(doi);
  } catch {
    return doi;
  }
}

/** Without the punctuation of the sentence around it; a closing bracket stays when it was opened inside. */
function trimmed(doi: string): string {
  // Counted once and then kept: a DOI of ten thousand brackets would be counted as often as it has brackets.
  let unopened = 0;
  for (const letter of doi) unopened += letter === ')' ? 1 : letter === '(' ? -1 : 0;
  let end = doi.length;
  for (; end > 0; end--) {
    const last = doi[end - 1]!;
    if (last === ')' && unopened > 0) unopened--;
    else if (!/[.,;:!?'’”]/u.test(last)) break;
  }
  return doi.slice(0, end);
}
