/** What class a word is of, by its ending: a term is a noun phrase, and ends in a noun. */

/** Endings of adjectives. */
const ADJECTIVE =
  /(?:[^l]ical|[^aeiou]al|ual|ial|eal|oidal|ic|ive|ous|less|able|ible|ful|ary|ian|ean|ese|ish|ile|oid|ular|ear)$/;
/** Nouns with such an ending: met alone, they say what a paper is on. */
const NOUN = new Set(
  (
    'signal animal hospital metal crystal portal journal interval integral mineral survival retrieval withdrawal proposal ' +
    'approval denial removal arrival disposal referral rehearsal reversal appraisal renewal refusal chemical criminal ' +
    'manual material terminal potential differential tutorial memorial trial serial capital festival ritual goal coal ' +
    'denial canal meal seal deal ideal polynomial binomial exponential radical musical topic logic clinic music traffic ' +
    'public fabric graphic graphics plastic ceramic metric lyric rhetoric critic arithmetic traffic magic mosaic arsenic ' +
    'epidemic pandemic antibiotic narcotic antipsychotic neuroleptic cosmetic diuretic antiepileptic analgesic anesthetic ' +
    'anaesthetic panic picnic logistic logistics plastic narrative adjective objective initiative incentive motive archive ' +
    'derivative additive explosive preservative representative perspective collective native drive hive olive detective ' +
    'alternative relative executive locomotive virus fungus corpus variable table cable vegetable library dictionary ' +
    'vocabulary summary glossary boundary salary itinerary secretary january february commentary documentary diary ' +
    'anniversary capillary pulmonary adversary beneficiary guardian physician musician politician librarian pediatrician ' +
    'clinician technician statistician mathematician hamiltonian lagrangian laplacian jacobian gaussian amphibian avian ocean ' +
    'bean mean dean fish arabic amharic icelandic russian italian persian indonesian norwegian romanian bulgarian hungarian ukrainian croatian korean estonian lithuanian latvian german french british spanish english chinese japanese missile textile reptile profile mobile file projectile ' +
    'automobile smile mile tile exile steroid alkaloid opioid asteroid colloid thyroid android fluid typhoid cannabinoid ' +
    'flavonoid carotenoid retinoid year ear gear linear nuclear bear spear tear schedule module molecule particle ' +
    'article vehicle muscle cycle obstacle ventricle follicle'
  ).split(' '),
);

/** Participles stand before what they tell of, or in a sentence that tells it. */
const PARTICIPLE = /[^aeiou]ed$|[aeiou][^aeiou]ed$|ied$|ated$|ized$|ised$/;
const NO_PARTICIPLE =
  /^(?:need|seed|speed|feed|bed|weed|reed|breed|greed|creed|shed|sled|embed|biomed|led|ted|med|watershed|seabed|testbed|hundred|kindred|oled|led|ied|pubmed|unmanned)$/;

/** Whether a folded word is an adjective or participle by its look, so that no term may be that word alone or end in it. */
export function isModifier(word: string): boolean {
  if (NOUN.has(word)) return false;
  if (word.length > 3 && PARTICIPLE.test(word) && !NO_PARTICIPLE.test(word)) return true;
  return word.length > 4 && ADJECTIVE.test(word);
}
