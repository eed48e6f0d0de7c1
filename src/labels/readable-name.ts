/** Names of a vocabulary as labels: what says nothing goes, the first letter is a capital. */

/** Endings and openings that stand on half the names of OpenAlex and tell no field from another. */
const ENDING =
  / (?:research|studies|techniques|applications|technologies|methodologies|issues|developments)$|,? and (?:its |their )?(?:applications|techniques|methods|developments|studies|research|methodologies|issues|practices|technologies)$/i;
const OPENING = /^(?:advanced|advancements in|advances in|innovative|various|recent|multidisciplinary) /i;

/** What is left of a name must be able to stand alone: no adjective at its end (`Plant and animal`), two words or more. */
const ADJECTIVE = /(?:al|ic|ous|ary|ive|ory|ern|ese|ian|ish|ful|ar|less|ed|ing|ent|ant)$/i;
/** Nouns with such an ending. */
const NOUN =
  /(?:theory|history|memory|laboratory|industry|learning|processing|computing|engineering|modeling|programming|imaging|sensing|mining|marketing|accounting|networking|testing|planning|radar|capital|material|signal|polymer|movement|development|management|treatment|environment|assessment|element|clinic|music|arithmetic|traffic|logic|topic|metal|crystal|mineral|plant|pollutant|antioxidant|cancer|calendar|solar|sugar|retrieval|survival|seed|feed)$/i;

/** `Advanced wireless communication techniques` → `Wireless communication`; a name that would lose its sense stays whole. */
export function readableName(name: string): string {
  let plain = name.trim().replace(/\s+/g, ' ');
  for (;;) {
    const shorter = plain.replace(ENDING, '');
    if (shorter === plain || !standsAlone(shorter)) break;
    plain = shorter;
  }
  const opened = plain.replace(OPENING, '');
  return capitalised(opened.includes(' ') ? opened : plain);
}

function standsAlone(name: string): boolean {
  const words = name.split(' ');
  const last = words.at(-1)!;
  return (
    words.length > 1 && !/^(?:and|of|in|for|the)$/i.test(last) && (!ADJECTIVE.test(last) || NOUN.test(last))
  );
}

/** With a capital first letter, unless the first word is written as it is for a reason (`mRNA`, `k-means`, `p53`). */
export function capitalised(label: string): string {
  const first = /^[\p{L}\p{N}-]+/u.exec(label)?.[0] ?? '';
  if (!/^\p{Ll}{2,}(?:-|$)/u.test(first)) return label;
  return label.charAt(0).toUpperCase() + label.slice(1);
}
