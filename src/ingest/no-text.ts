/** Placeholders: what databases write where there is no abstract or no title, and notices put before a title. */
import { isRightsNotice } from '../text/index.js';
import { foldForMatch } from './text.js';

/** The longest placeholder with its sentence ("… so a preview has been provided …"), in characters. */
const LONGEST = 400;

/**
 * Everything that placeholders are made of, folded: a short text of these words alone says nothing about any subject,
 * whatever their order. By what they are: words for an abstract; of absence; of where the text is; kinds of records;
 * grammar; languages and databases.
 */
const ABSTRACT = wordSet(
  'abstract abstracts abs summary synopsis zusammenfassung kurzfassung abstrakt abstraktu anotace resume resumen resumo ' +
    'riassunto sommario samenvatting streszczenie streszczenia аннотация аннотации реферат реферата резюме ozet oz ' +
    'sammanfattning sammendrag tiivistelma tiivistelmaa abstraktia περιληψη ملخص مستخلص תקציר',
);
const ABSENT = wordSet(
  'no not non none nothing without unavailable missing absent lacking lacks withheld forthcoming pending na nan null nil ' +
    'undefined unknown empty tba tbd announced kein keine keinen nicht ohne fehlt pas aucun aucune sans indisponible sin ' +
    'nao sem nessun nessuno geen niet ontbreekt brak niedostepne niedostepny отсутствует нет без недоступна недоступен ' +
    'недоступно neni bez chybi yok yoktur mevcut degil bulunmamaktadır bulunmamaktadir saknas inte ingen inget ikke intet ' +
    'ei δεν لا يوجد غير אין',
);
const ELSEWHERE = wordSet(
  'see click view refer read access full fulltext pdf preview extract excerpt download attached attachment',
);
const OTHERS = wordSet(
  'available provided given found supplied present included listed exist exists recorded required published submitted ' +
    'prepared written displayed shown applicable specified stated contain contains prepare only data description text html ' +
    'content article record item paper publication entry document work title chapter letter editorial book review ' +
    'correspondence commentary comment note reply news erratum report journal issue source database publisher author ' +
    'authors page first link get information above below ' +
    'the a an this that it is was are were has have had been be does do did we you for of in on at with from by to as and ' +
    'or but so yet currently presently time still here there please sorry how use via save action button ' +
    'english french german spanish portuguese italian chinese japanese korean russian polish turkish dutch pubmed medline ' +
    'embase scopus ' +
    'es ist liegt vor vorhanden verfugbar angegeben zu diesem artikel beitrag fur il n y est disponible de d du un fourni ' +
    'cet no hay tiene se dispone el este articulo ha artigo disponivel e disponibile per questo articolo beschikbaar ' +
    'voor dit artikel dostepne dostepny указана указан доступна доступен k dispozici tillganglig finns tilgjengelig ' +
    'tilgængelig saatavilla ole υπαρχει متاح متوفر זמין',
);

/** Most words of a placeholder ("An abstract is not available for this content so a preview has been provided …"). */
const MOST_WORDS = 45;

/** Chinese, Japanese and Korean, which part no words. */
const UNSPACED: readonly RegExp[] = [
  /^(?:本文|该文|此文|本篇)?(?:暂无|暂缺|无|没有|無|缺少|缺)(?:中文|英文)?(?:摘要|抄録|要旨|要約)$/,
  /^(?:摘要|抄録|要旨|要約)(?:缺失|暂缺|从缺|从略|なし|無し|無|无|はありません|はない|がありません)$/,
  /^초록(?:이)? ?(?:없음|없습니다|제공되지 않음|미제공)$/,
];

function wordSet(words: string): ReadonlySet<string> {
  return new Set(words.split(' '));
}

/** True for "No abstract available.", "N/A", "[Not Available].", "-" and their like in other words and languages. */
export function isNoAbstract(text: string): boolean {
  if (text.length > LONGEST) return false;
  if (isRightsNotice(text) || /^\s*(?:lorem ipsum\b|\[object object\]\s*$)/i.test(text)) return true;
  // "No abstract available. © 2019 Publisher."
  const [own = ''] = text.split(/(?<=[.\s])(?=©|\bcopyright\b)/i);
  // Hangul is taken apart by folding.
  const folded = foldForMatch(own === '' ? text : own).normalize('NFC');
  return folded === '' || UNSPACED.some((pattern) => pattern.test(folded)) || saysNothing(folded.split(' '));
}

function saysNothing(words: readonly string[]): boolean {
  const joined = words.join(' ');
  if (joined === 'n a' || joined === 'abstract n a' || joined === 'summary n a') return true;
  if (words.length > MOST_WORDS) return false;
  const kinds = [ABSTRACT, ABSENT, ELSEWHERE, OTHERS];
  if (!words.every((word) => kinds.some((kind) => kind.has(word)))) return false;
  // "Abstract text." may be what a test or a template has; "Abstract only in Spanish" is elsewhere.
  if (words.some((word) => ABSENT.has(word) || ELSEWHERE.has(word))) return true;
  return (
    words.some((word) => ABSTRACT.has(word)) &&
    (joined === 'abstract' || joined === 'summary' || /\b(?:only in|in [a-z]+ only|available)\b/.test(joined))
  );
}

const NO_TITLE =
  /^(?:title )?(?:na|not available|no title(?: (?:available|provided|given|found))?|unavailable|n a|null|undefined|nan|ohne titel|sans titre|sin titulo|in process citation)$/;

/** True for "[Not Available]." of PubMed and its like: the title is in another field, or there is none. */
export function isNoTitle(text: string): boolean {
  if (text.length > LONGEST) return false;
  return NO_TITLE.test(foldForMatch(text));
}

const BEFORE =
  /^(?:[[(*]*(retracted|withdrawn|removed|temporary removal)(?: (?:article|paper|chapter|publication))?[\])*]*\s*(?:[:：.–—]|\s-)\s*(?=\S)|[[(*]+(retracted|withdrawn)(?: (?:article|paper|chapter))?[\])*]+\s+(?=\S))/i;
const AFTER =
  /\s+(?:[([](?:this (?:article|paper) (?:has been|was) )?(retracted|withdrawn)(?: (?:article|paper|chapter))?(?:[.,;:] ?see [^()[\]]{0,120})?[)\]]\.?|[–—-] (RETRACTED|WITHDRAWN)(?: ARTICLE)?)$/i;

/** The title of a retracted paper without the publisher's notice, and the notice: `RETRACTED ARTICLE: X` is X. */
export function withoutNotice(title: string): { title: string; notice: 'retracted' | 'withdrawn' | null } {
  const found = BEFORE.exec(title) ?? AFTER.exec(title);
  if (found === null) return { title, notice: null };
  const word = (found[1] ?? found[2])!.toLowerCase();
  // Publishers' notices of removal are in capitals; "Removed: …" may be a title.
  if (/^(?:removed|temporary)/.test(word) && /\p{Ll}/u.test(found[0])) return { title, notice: null };
  const rest = found.index === 0 ? title.slice(found[0].length) : title.slice(0, found.index);
  return { title: rest, notice: word === 'retracted' ? 'retracted' : 'withdrawn' };
}
