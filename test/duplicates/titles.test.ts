import { describe, expect, it } from 'vitest';
import { featuresOf } from '../../src/duplicates/features.js';
import { relateTitles } from '../../src/duplicates/titles.js';
import { paper } from './helpers.js';

const relate = (a: string, b: string): string =>
  relateTitles(featuresOf(paper({ title: a })), featuresOf(paper({ title: b })));

describe('titles', () => {
  it('says apart where there is no title', () => {
    expect(relate('', '')).toBe('apart');
    expect(relate('?!', 'A title')).toBe('apart');
  });

  it.each([
    ['equal', 'Attention is all you need', 'ATTENTION IS ALL YOU NEED.'],
    ['equal', 'The β-lactam problem', 'The beta lactam problem'],
    ['equal', 'Naïve “Bayes” & friends', 'Naive Bayes and friends'],
    ['equal', 'Pre-training of language-models', 'Pretraining of language models'],
    ['equal', '[Familial nephropathy in cocker spaniels].', 'FAMILIAL NEPHROPATHY IN COCKER-SPANIELS'],
    ['typo', 'Recurrent neural networks for parsing', 'Reccurent neural netwroks for parsing'],
    ['typo', 'A survey of the field of parsing', 'Survey of field of parsing'],
    ['typo', 'Two approaches to anaphora', '2 approaches to anaphora'],
    [
      'reworded',
      'Entity coreference in long documents and books',
      'Event coreference in long documents and books',
    ],
    ['reworded', 'Supervised parsing of informal text', 'Unsupervised parsing of informal text'],
    ['reworded', 'Encoder models for speech recognition', 'Decoder models for speech recognition'],
    ['contrary', 'Antibodies of type IgA in young mice', 'Antibodies of type IgG in young mice'],
    ['contrary', 'Lowering LDL with statins', 'Lowering HDL with statins'],
    ['contrary', 'Sleep of cats in winter', 'Sleep of rats in winter'],
    ['contrary', 'A census of Gambia by air', 'A census of Zambia by air'],
    ['contrary', 'Hyperthermia in sheep at sea', 'Hypothermia in sheep at sea'],
    ['series', 'Influenza A in village schools', 'Influenza B in village schools'],
    ['series', 'Ring theory. Part I. Ideals of a field', 'Ring theory. Part II. Ideals of a field'],
    ['contrary', '北方男性吸烟情况调查', '北方女性吸烟情况调查'],
    ['series', 'Bees of the coast', 'Bees of the coast: a commentary'],
    ['series', 'Bees of the coast', "Bees of the coast - authors' reply"],
    ['series', 'Bees of the coast', 'Bees of the coast: study protocol'],
    ['series', 'Bees of the coast', 'Bees of the coast: an update'],
    ['contrary', 'Wool prices in Austria since the war', 'Wool prices in Australia since the war'],
    ['contrary', 'Rivers of Slovakia and their fish', 'Rivers of Slovenia and their fish'],
    ['contrary', 'Prenatal care in small towns', 'Perinatal care in small towns'],
    ['contrary', 'Adsorption of water by clay', 'Absorption of water by clay'],
    ['contrary', 'Afferent nerves of the frog', 'Efferent nerves of the frog'],
    ['contrary', 'Tumours of the ileum in dogs', 'Tumours of the ilium in dogs'],
    ['contrary', 'Causal inference for beginners', 'Casual inference for beginners'],
    ['typo', 'Tumours of the colon in dogs', 'Tumors of the colon in dogs'],
    ['typo', 'Modelling tides in a bay', 'Modeling tides in a bay'],
    ['typo', 'Anaemia and its organisation', 'Anemia and its organization'],
    ['typo', 'Wool prices in Austria since the war', 'Wool prices in Autsria since the war'],
    ['series', 'A progress report', 'A progress report, April-September 1970'],
    ['subtitle', 'BERT: pre-training of deep transformers', 'BERT'],
    ['subtitle', 'Trouble on the horizon - forecasting derailment', 'Trouble on the Horizon'],
    ['series', 'Ring theory, Part I', 'Ring theory, Part II'],
    ['series', 'Findings of the 2019 shared task', 'Findings of the 2020 shared task'],
    [
      'series',
      'Overview of the first workshop on argument mining and discourse',
      'Overview of the second workshop on argument mining and discourse',
    ],
    ['series', 'Learning to parse', 'Learning to parse: part two'],
    ['series', 'Learning to parse', 'Learning to parse II'],
    ['series', 'Random matrices: I. Gaussian ensembles', 'Random matrices'],
    [
      'series',
      'Detection of six novel mutations in British patients affected by the syndrome',
      'Erratum: Detection of six novel mutations in British patients affected by the syndrome',
    ],
    ['series', 'Quantum groups A', 'Quantum groups B'],
    ['contrary', 'Tides of the bay before the storm', 'Tides of the bay after the storm'],
    ['contrary', 'Does salt cure hens of gout? It does', 'Does salt cure hens of gout? It does not'],
    ['typo', 'Tides of the bay with a gauge', 'Tides of the bay wiht a gauge'],
    ['contrary', 'A map of EEG in sleeping hens', 'A map of ECG in sleeping hens'],
    ['contrary', 'Structural MRI of old dogs', 'Structural fMRI of old dogs'],
    ['typo', 'Pruning of CNN for small chips', 'Pruning of CNNs for small chips'],
    ['typo', 'Two AutoML tools on one bench', 'Two AtuoML tools on one bench'],
    ['contrary', 'Ticks of boars in winter', 'Ticks of bears in winter'],
    ['contrary', 'Hipertermia en ovejas del mar', 'Hipotermia en ovejas del mar'],
    ['contrary', 'Гипертермия у овец на море', 'Гипотермия у овец на море'],
    ['contrary', 'Sueño de niños en invierno', 'Sueño de niñas en invierno'],
    ['contrary', 'Cortisone and prednisone in hens', 'Cortisone and prednisolone in hens'],
    ['contrary', 'Arthritis of old hens', 'Arthrosis of old hens'],
    ['contrary', 'Gastrostomy in old hens', 'Gastrectomy in old hens'],
    ['reworded', 'Заболевание овец у моря', 'Заболивание овец у моря'],
    ['reworded', '北方吸烟情况', '北方不吸烟情况'],
    ['typo', 'Fibre and gray paint, a defence', 'Fiber and gray paint, a defense'],
    ['series', 'Bees of the coast', 'Bees of the coast: an updated review'],
    ['series', 'Bees of the coast', 'Bees of the coast - the authors respond'],
    ['series', 'Bees of the coast', 'Bees of the coast: an editorial'],
    ['series', 'Bees of the coast', "Bees of the coast: authors' response to the reviewers"],
    ['series', 'Bees of the coast', 'Bees of the coast: statistical analysis plan'],
    ['series', 'Bees of the coast', 'Bees of the coast: three-year results'],
    ['series', 'Bees of the coast', 'Reply to comments on "Bees of the coast"'],
    ['series', 'Bees of the coast', 'Re: Bees of the coast'],
    ['series', 'Bienen der Küste', 'Bienen der Küste: ein Kommentar'],
    ['series', 'Abeilles de la côte', 'Abeilles de la côte : réponse des auteurs'],
    ['subtitle', 'Bees of the coast', 'Bees of the coast: an immune response of hives to salt'],
    ['apart', 'Attention is all you need', 'Deep residual learning for image recognition'],
    ['apart', 'Apprentissage profond pour la traduction', 'Deep learning for translation'],
  ])('%s: %s | %s', (relation, a, b) => {
    expect(relate(a, b)).toBe(relation);
    expect(relate(b, a)).toBe(relation);
  });

  it('takes a slip that makes another word for a slip when both abstracts say which is meant', () => {
    const say = (title: string, abstract: string) => featuresOf(paper({ title, abstract }));
    const [trial, trail] = ['A trial of salt in hens', 'A trail of salt in hens'];
    const relation = (a: string, b: string) => relateTitles(say(trial, a), say(trail, b));
    expect(relation('', '')).toBe('contrary');
    expect(relation('This trial lasted a year.', 'This trial lasted a year.')).toBe('typo');
    expect(relation('This trial lasted a year.', 'This trail is a mile long.')).toBe('contrary');
  });

  it('takes words that no list has for two when each abstract repeats its own', () => {
    const say = (title: string, abstract: string) => featuresOf(paper({ title, abstract }));
    const [one, other] = ['Uptake of zolpidem by mice', 'Uptake of zopidem by mice'];
    expect(relateTitles(say(one, ''), say(other, ''))).toBe('typo');
    expect(relateTitles(say(one, 'We gave zolpidem.'), say(other, 'We gave zopidem.'))).toBe('contrary');
  });
});
