/**
 * Guessing the encoding of Latin text in which letters with accents stand alone. Short texts (a title and a name) mislead
 * statistics of letter pairs; they are judged by the alphabets of languages: `Dvoøák` is in no language, `Dvořák` is.
 */
import { analyse } from 'chardet';
import iconv from 'iconv-lite';

export const WESTERN = 'windows-1252';
/** Windows-1252 first: of equals it is taken. */
const LATIN = [WESTERN, 'windows-1250', 'ISO-8859-2', 'windows-1257', 'windows-1254', 'macintosh', 'cp850'];

/** The letters outside of ASCII of languages that use an encoding. */
const WEST = [
  'àâæçéèêëîïôœùûüÿ',
  'äöüß',
  'áéíñóúü',
  'áâãàçéêíóôúü',
  'àèéìíîòóù',
  'åäöé',
  'æøåéóèôüö',
  'áéíóúýþæöð',
  'äöüõšž',
  'éëïóöüè',
  'àçèéíïòóúü',
];
const CENTRAL = ['áčďéěíňóřšťúůýž', 'áäčďéíĺľňóôŕšťúýž', 'ąćęłńóśźż', 'áéíóöőúüű', 'ăâîşţ', 'čćđšž'];
const LANGUAGES: Readonly<Record<string, readonly string[]>> = {
  [WESTERN]: WEST,
  macintosh: WEST,
  cp850: WEST,
  'windows-1250': CENTRAL,
  'ISO-8859-2': CENTRAL,
  'windows-1257': ['ąčęėįšųūž', 'āčēģīķļņōŗšūž'],
  'windows-1254': ['çğıöşüâîûi̇'],
};

/** What chardet may mean by a name, in the order in which they are tried. */
const MEANT: Readonly<Record<string, readonly string[]>> = {
  'ISO-8859-1': [WESTERN],
  'ISO-8859-2': ['windows-1250', 'ISO-8859-2'],
  'ISO-8859-9': ['windows-1254'],
};

/** How much surer chardet must be of another Latin encoding than of Windows-1252, of 100. */
const CLEARLY = 10;

/** From so many letters outside of ASCII on chardet is believed. */
const LONG = 60;

/** The encoding of Latin text; Windows-1252 where nothing speaks for another. */
export function guessLatin(bytes: Uint8Array): string {
  const isShort = bytes.filter((byte) => byte >= 0x80).length < LONG;
  const guess = isShort ? byAlphabets(bytes) : byStatistics(bytes);
  return guess === WESTERN && isTurkish(iconv.decode(bytes, WESTERN)) ? 'windows-1254' : guess;
}

/** The encoding that leaves the fewest oddities; where several leave as few, chardet must be clear to move us. */
function byStatistics(bytes: Uint8Array): string {
  const oddities = LATIN.map((name) => oddnessOf(iconv.decode(bytes, name)));
  const fewest = Math.min(...oddities);
  const left = LATIN.filter((_, i) => oddities[i] === fewest);
  if (left[0] !== WESTERN) return left[0]!;
  const matches = analyse(bytes);
  const western = matches.find(({ name }) => name === WESTERN || name === 'ISO-8859-1')?.confidence ?? 0;
  for (const { name, confidence } of matches) {
    const meant = (MEANT[name] ?? [name]).find((one) => left.includes(one));
    if (meant !== undefined && confidence >= western + CLEARLY) return meant;
  }
  return WESTERN;
}

/** By how well the letters fit one language, and less well several of the encoding. Windows-1252 loses by a letter at least. */
function byAlphabets(bytes: Uint8Array): string {
  let best = WESTERN;
  let most = fitOf(bytes, WESTERN) + 0.9;
  for (const name of LATIN.slice(1)) {
    const fit = fitOf(bytes, name);
    if (fit > most) [best, most] = [name, fit];
  }
  return best;
}

/** Of each character outside of ASCII: 1 in the alphabet of the best language or a sign in its place, 1/2 in another's, -1 where it is odd. */
function fitOf(bytes: Uint8Array, encoding: string): number {
  const text = iconv.decode(bytes, encoding);
  const letters = (text.match(/(?=[^\x00-\x7f])\p{L}\p{M}?/gu) ?? []).map((letter) => letter.toLowerCase());
  const languages = LANGUAGES[encoding]!;
  const best = Math.max(...languages.map((own) => letters.filter((letter) => own.includes(letter)).length));
  const any = letters.filter((letter) => languages.some((own) => own.includes(letter))).length;
  return best + (any - best) / 2 + (text.match(SIGNS)?.length ?? 0) - oddnessOf(text);
}

/** Quotes, dashes and units where they are written: `it’s`, `“so”`, `a – b`, `5 €`; and õ, which Portuguese has before e alone. */
const SIGNS =
  /(?<=\p{L})’(?=\p{L})|(?<![\p{L}\p{N}])[“‘„«‚](?=[\p{L}\p{N}])|(?<=[\p{L}\p{N}.,!?…])[”’»“‘](?![\p{L}\p{N}])|(?<=[\s\d])[–—](?=[\s\d])|…|(?<![\p{L}])[€£§©®°±µ×¿¡²³](?!\p{Ll}{2})|(?<=[¿¡°])\p{L}|õ(?=e)/gu;

/**
 * Windows-1254 has ğ, ı and ş where Windows-1252 has the ð, ý and þ of Icelandic. In Icelandic ð is the commonest of the three, and þ
 * mostly begins a word; in Turkish ı is the commonest, and ş stands anywhere.
 */
function isTurkish(western: string): boolean {
  const count = (letters: RegExp): number => western.match(letters)?.length ?? 0;
  const eths = count(/ð/g);
  return eths + count(/þ/g) > 0 && count(/ý|(?<=\p{L})þ/gu) > 2 * eths;
}

function oddnessOf(text: string): number {
  return text.match(ODD_IN_LATIN)?.length ?? 0;
}

/** Damage, signs within words or before a small letter (`£odzi`, `gr§ere`), other capitals within words, and ç before what needs none. */
const ODD_IN_LATIN =
  /[\ufffd\x80-\x9f]|(?<=\p{L})[¡-©«-¶¸¹»-¿×÷†‡‰€™ˆ˜„”](?=\p{L})|[£¥¦¯³¹¼-¾†‡ˆ˜](?=\p{Ll})|(?<=\p{Ll})(?=[^\x00-\x7f])\p{Lu}|ç(?=[bdfghjkmnpqrtvxyzei])/gu;
