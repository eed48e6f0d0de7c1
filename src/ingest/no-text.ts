/** Placeholders: what databases write where there is no abstract or no title, and notices put before a title. */
import { isRightsNotice } from '../text/index.js';
import { foldForMatch } from './text.js';

/** The longest placeholder with its sentence ("… so a preview has been provided …"), in characters. */
const LONGEST = 400;

const ABSTRACT = '(?:abstracts?|summary|abstract text)';
const ABSENT =
  '(?:available|provided|given|found|supplied|present|included|listed|exists?|recorded|required|published|submitted)';
const RECORD =
  '(?:content|article|record|item|paper|publication|entry|document|work|title|chapter|letter|editorial|book)';
const LANGUAGE =
  '(?:english|french|german|spanish|portuguese|italian|chinese|japanese|korean|russian|polish|turkish)';
const FOR =
  `(?: (?:for|in|on|with|at|from|by) (?:the |this )?` +
  `(?:${RECORD}|source|database|time|publisher|authors?|journal|${LANGUAGE}|pubmed|medline|embase|scopus))*` +
  `(?: ${LANGUAGE})?`;

/** Of a text folded to lower case letters and digits with single blanks between. */
const NONE: readonly RegExp[] = [
  // "No abstract", "There is no abstract available for this article", "This article has no abstract"
  new RegExp(
    `^(?:(?:sorry )?there is |(?:the |this )?${RECORD} (?:has|have|contains) |published )?(?:no|not any|without(?: an)?) ${ABSTRACT}` +
      `(?: (?:is|was|has been|currently))*(?: yet)?(?: ${ABSENT})?${FOR}$`,
  ),
  // "Abstract not available", "An abstract is not available for this content so a preview has been provided …"
  new RegExp(
    `^(?:the |an )?${ABSTRACT} (?:is |was |has )?(?:currently )?(?:(?:not|un|non|no)(?: yet| been)? ?${ABSENT}|missing|unavailable|absent|lacking|none|withheld)${FOR}(?: so a preview has .*)?$`,
  ),
  // "N/A", "Not available", "Abstract"
  /^(?:abstract )?(?:n a|na|nan|none|null|nil|undefined|unavailable|not (?:yet )?(?:available|applicable|provided|given|stated|specified)|missing|empty|tba|tbd|no|no text|no data|no description|no description available)$/,
  /^(?:abstract|summary)$/,
  // Other languages.
  /^kein(?:e|en)? (?:abstract|zusammenfassung|kurzfassung)(?: (?:verfugbar|vorhanden|angegeben))?$|^(?:abstract|zusammenfassung) nicht (?:verfugbar|vorhanden)$/,
  /^(?:pas de|aucun|sans) (?:resume|abstract)(?: (?:disponible|fourni))?$|^resume (?:non disponible|indisponible)$/,
  /^(?:no hay |no tiene |sin |nao ha |sem )?(?:resumen|resumo)(?: (?:no|nao))?(?: disponible| disponivel)?$/,
  /^nessun (?:abstract|riassunto)(?: disponibile)?$|^(?:abstract|riassunto) non disponibile$/,
  /^geen (?:samenvatting|abstract)(?: beschikbaar)?$|^(?:inget|intet|ingen) (?:abstract|sammanfattning|sammendrag|resume)(?: .{0,20})?$/,
  /^(?:brak (?:streszczenia|abstraktu)|аннотация (?:отсутствует|недоступна|не указана)|нет аннотации|без аннотации|реферат отсутствует)$/,
  /^(?:ozet|oz) (?:yok|yoktur|mevcut degil|bulunmamaktad[iı]r)$|^ei (?:tiivistelmaa|abstraktia)(?: saatavilla)?$/,
  /^(?:无|暂无|没有|無|本文无|暂无英文)(?:中文|英文)?(?:摘要|抄録|要旨|要約)$|^(?:抄録|摘要|要旨)(?:なし|無し|はありません)$|^초록 ?없음$/,
];

/** True for "No abstract available.", "N/A", "[Not Available].", "-" and their like in other words and languages. */
export function isNoAbstract(text: string): boolean {
  if (text.length > LONGEST) return false;
  const folded = foldForMatch(text);
  if (folded === '') return true;
  // "Abstract: No abstract available"
  const bare = folded.replace(/^(?:abstract|summary|background) (?=no |not |n a$|na$|none$)/, '');
  return NONE.some((pattern) => pattern.test(folded) || pattern.test(bare)) || isRightsNotice(text);
}

const NO_TITLE =
  /^(?:title )?(?:na|not available|no title(?: (?:available|provided|given|found))?|unavailable|n a|null|undefined|nan|ohne titel|sans titre)$/;

/** True for "[Not Available]." of PubMed and its like: the title is in another field, or there is none. */
export function isNoTitle(text: string): boolean {
  if (text.length > LONGEST) return false;
  return NO_TITLE.test(foldForMatch(text));
}

const BEFORE =
  /^\[?(retracted|withdrawn)(?: (?:article|paper|chapter|publication))?\]?\s*[:.–—-]\s+(?=\S)|^\[(retracted|withdrawn)\]\s+(?=\S)/i;
const AFTER =
  /\s+[([](?:this (?:article|paper) (?:has been|was) )?(retracted|withdrawn)(?: (?:article|paper|chapter))?(?:[.,;:] ?see [^()[\]]{0,120})?[)\]]\.?$/i;

/** The title of a retracted paper without the publisher's notice, and the notice: `RETRACTED ARTICLE: X` is X. */
export function withoutNotice(title: string): { title: string; notice: 'retracted' | 'withdrawn' | null } {
  const found = BEFORE.exec(title) ?? AFTER.exec(title);
  if (found === null) return { title, notice: null };
  const word = (found[1] ?? found[2])!.toLowerCase();
  const rest = found.index === 0 ? title.slice(found[0].length) : title.slice(0, found.index);
  return { title: rest, notice: word === 'retracted' ? 'retracted' : 'withdrawn' };
}
