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
    ['series', 'Antibodies of type IgA in young mice', 'Antibodies of type IgG in young mice'],
    ['series', 'Lowering LDL with statins', 'Lowering HDL with statins'],
    ['series', 'Sleep of cats in winter', 'Sleep of rats in winter'],
    ['series', 'A census of Gambia by air', 'A census of Zambia by air'],
    ['series', 'Hyperthermia in sheep at sea', 'Hypothermia in sheep at sea'],
    ['series', 'Influenza A in village schools', 'Influenza B in village schools'],
    ['series', 'Ring theory. Part I. Ideals of a field', 'Ring theory. Part II. Ideals of a field'],
    ['series', '北方男性吸烟情况调查', '北方女性吸烟情况调查'],
    ['series', 'Bees of the coast', 'Bees of the coast: a commentary'],
    ['series', 'Bees of the coast', "Bees of the coast - authors' reply"],
    ['series', 'Bees of the coast', 'Bees of the coast: study protocol'],
    ['series', 'Bees of the coast', 'Bees of the coast: an update'],
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
    ['apart', 'Attention is all you need', 'Deep residual learning for image recognition'],
    ['apart', 'Apprentissage profond pour la traduction', 'Deep learning for translation'],
  ])('%s: %s | %s', (relation, a, b) => {
    expect(relate(a, b)).toBe(relation);
    expect(relate(b, a)).toBe(relation);
  });
});
