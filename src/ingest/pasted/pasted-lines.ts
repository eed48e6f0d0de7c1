/** What a line of a pasted page is, by its looks alone. */

export type Kind =
  /** An abstract, or a paragraph of one. */
  | 'prose'
  /** A short whole sentence: an abstract's last paragraph or a very short abstract. */
  | 'sentence'
  /** Votes, dates, comments, buttons, addresses: page furniture. */
  | 'furniture'
  | 'authors'
  /** Anything else: it may be a title. */
  | 'line';

const MONTH = '(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\\.?';

const FURNITURE: readonly RegExp[] = [
  // Numbers, votes and marks: 42, 1.2k, ↑ 15, +3, #12, •, "12 authors", "3 comments"
  /^[^\p{L}]*$/u,
  /^\W*[\d.,]+\s*[km]?\W*$/i,
  /^\W*[\d.,]+\s*[km]?\s+(?:authors?|comments?|repl(?:y|ies)|votes?|up-?votes?|likes?|points?|views?|citations?|shares?|stars?|hours?|days?|min(?:ute)?s?|papers?|results?|followers?|models?|datasets?|spaces?|pages?)\b.{0,30}$/i,
  /^(?:authors?|comments?|repl(?:y|ies)|votes?|up-?votes?|likes?|points?|views?|citations?|stars?|citing papers)\s*[:(]?\s*[\d.,]+\s*[km]?\)?$/i,
  // Dates: Aug 20 · 20 August 2024 · 2024-08-20 · Published on Aug 20, 2024 · [Submitted on 20 Aug 2024 (v1)]
  new RegExp(
    `^\\W*(?:[a-z]+ (?:on|at):? )?(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,? )?${MONTH} \\d{1,2}(?:st|nd|rd|th)?(?:,? \\d{4})?\\b.{0,30}$`,
    'i',
  ),
  new RegExp(
    `^\\W*(?:[a-z]+ (?:on|at):? )?(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,? )?\\d{1,2}(?:st|nd|rd|th)? ${MONTH},?(?: \\d{4})?\\b.{0,40}$`,
    'i',
  ),
  new RegExp(`^\\W*(?:published|updated|submitted|posted|accepted|received)?:?\\s*${MONTH} \\d{4}\\W*$`, 'i'),
  /^\W*(?:(?:published|updated|submitted|posted|accepted|received|date)(?: on| at)?:?\s*)?\d{4}[-/.]\d{1,2}(?:[-/.]\d{1,2})?\b.{0,25}$/i,
  /^\W*(?:published|updated|submitted|posted|accepted|received|announced)\b.{0,40}\d.{0,40}$/i,
  /^(?:an? |\d+ )?(?:hour|day|week|month|year|minute)s? ago$/i,
  /^(?:view|show|see|read|add|write|post|hide|open|expand|load)\b.{0,25}\b(?:comments?|repl(?:y|ies)|more|all|discussion|paper|page|abstract|pdf)\b.{0,12}$/i,
  // People and places of the page: "Submitted by akhaliq", "byAK and the research community", addresses
  /^(?:submitted|posted|shared|curated|presented|added|uploaded) by\b.{0,60}$/i,
  /^by ?[A-Z]{2,}\b.{0,60}$/,
  /^(?:https?:\/\/|www\.)\S+$/i,
  /^\S+@\S+\.\S+$/,
  /^@\w+$/,
  /^(?:arxiv|doi|pmid|pmcid|isbn|issn)\s*[:.]?\s*(?:10\.)?\d\S*.{0,60}$/i,
  /^\[?\d+\]?\.?\s*arxiv:\S+.{0,60}$/i,
  /^(?:keywords?|key words|index terms|subjects?|categories|tags|topics|comments?|journal.ref|cite as|msc.class|acm.class|doi|license|report.no|code|github|project page|demo|dataset|venue|affiliations?)\s*[:—–-].{0,300}$/i,
  /\b(?:university|universität|université|universidad|institute|institut|laborator(?:y|ies)|department|school of|faculty of|college of|hospital)\b(?!.{0,80}[:?])/i,
  /^(?:©|\(c\)|copyright\b).{0,120}$/i,
  /\ball rights reserved\b/i,
];

/** Buttons, menus and headings, whole lines. */
const WORDS = new Set(
  (
    'abstract|abstracts|introduction|new|hot|trending|top|subscribe|unsubscribe|daily papers|papers|paper|view paper|view pdf|pdf|html|view arxiv page|' +
    'arxiv|arxiv page|view on arxiv|project page|github|code|add to collection|collections|upvote|upvoted|downvote|share|save|cite|bookmark|' +
    'like|reply|comment|comments|edit|report|delete|read more|show more|show less|see more|more|less|load more|next|previous|prev|back|home|' +
    'login|log in|sign in|sign up|register|logout|log out|menu|search|settings|help|about|contact|contact us|privacy|privacy policy|terms|' +
    'terms of service|tos|jobs|careers|pricing|docs|blog|website|company|system theme|models|datasets|spaces|community|enterprise|' +
    'resources|posts|solutions|cookies|cookie policy|accept all|download|download pdf|full text|export|filter|sort|sort by|relevance|' +
    'date|today|yesterday|this week|this month|related papers|similar papers|references|citations|advertisement|sponsored|follow|following|' +
    'ai-generated summary|summary|tldr|tl;dr|title|titles|authors|author|untitled|loading|close|open|copy|copy link|tweet|toggle navigation|' +
    'skip to content|skip to main content|all|featured|latest|popular|newest|oldest|open access|preprint|article|research article|conference paper'
  ).split('|'),
);

/** The kind of one line or joined paragraph; `line` has no blanks at its ends. */
export function kindOfLine(line: string): Kind {
  if (isProse(line)) return 'prose';
  if (WORDS.has(line.toLowerCase().replace(/[\s:.…›»→]+$/, ''))) return 'furniture';
  if (
    /^(?:authors?|by)\s*:/i.test(line) ||
    isNameList(line.replace(/^by /i, '')) ||
    (/^by /i.test(line) && isName(line.slice(3)))
  )
    return 'authors';
  if (FURNITURE.some((pattern) => pattern.test(line))) return 'furniture';
  if (line.split(/\s+/).length >= 4 && (/[.。][)”"’']?$/.test(line) || /\shttps?:\/\//.test(line)))
    return 'sentence';
  return 'line';
}

const CJK = /[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]/g;

/** Long, or middling with whole sentences. A character of Chinese, Japanese or Korean says as much as three of others. */
function isProse(line: string): boolean {
  const length = line.length + 2 * (line.match(CJK)?.length ?? 0);
  if (length >= 300) return true;
  if (length < 100) return false;
  return (
    /[.。…][)”"’']?$/.test(line) ||
    (/[a-z\d)][.!?] [A-Z]/.test(line) && length >= 150) ||
    /[。!?][^。]+。/.test(line)
  );
}

const PARTICLE = /^(?:de|del|della|di|da|dos|van|von|der|den|la|le|el|al|bin|ibn|ter|ten|y|e)$/i;

function isName(text: string): boolean {
  const words = text
    .replace(/[*†‡§¶\d,∗]+$/, '')
    .trim()
    .split(/\s+/);
  if (words.length < 2 || words.length > 5) return false;
  return (
    words.every((word) => PARTICLE.test(word) || /^(?:\p{Lu}[\p{L}'’.-]*|\p{Lu}\.)$/u.test(word)) &&
    !words.some((word) => /^(?:The|A|An|For|With|And|Of|In|On|To|Is|Are|From|By|Via)$/.test(word))
  );
}

/** Two names or more with separators, each of them two to five capitalised words. */
function isNameList(line: string): boolean {
  const parts = line
    .replace(/,?\s*(?:et al\.?|\.{3}|…|\+ ?\d+ (?:more|authors?))$/i, '')
    .split(/\s*[,;·•|]\s*|\s+(?:and|&)\s+/)
    .filter((part) => part !== '');
  return parts.length >= 2 && parts.every(isName);
}

/** One person's name alone on a line: only what stands around it tells it from a short title. */
export function isLoneName(line: string): boolean {
  return isName(line) && line.split(/\s+/).length <= 3;
}
