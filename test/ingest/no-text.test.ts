import { describe, expect, it } from 'vitest';
import { isNoAbstract, isNoTitle, withoutNotice } from '../../src/ingest/no-text.js';
import { read } from './helpers.js';

describe('an abstract that says so of others', () => {
  it.each([
    'No abstract algebra is needed.',
    'No abstract by English authors mentions the dose.',
    'Summary not available from journals is estimated.',
    'No abstract is perfect: we measured 40 of them.',
    'Summary statistics are not available for most trials. We simulate them.',
    'Na channels open.',
    'None of the patients died.',
    'Abstract not available in 30 of 200 records, which biases screening.',
    'Copyright law in the age of machines: we review 40 cases and find that courts disagree about all of them.',
    '我们没有摘要的数据',
    'Editorial.',
    'Not available in most clinics, the test was studied in two hundred adults.',
    'Full text search engines index corpora, and we compare five.',
    'See how readers turn pages.',
  ])('%j stays', (text) => {
    expect(isNoAbstract(text)).toBe(false);
  });
});

describe('a placeholder', () => {
  it.each([
    'No abstract available.',
    'No Abstract Available (English)',
    'Abstract not provided by the publisher.',
    'Özet yok.',
    'Ei tiivistelmää saatavilla',
    'No Abstract',
    '[No abstract available]',
    'Abstract not available',
    'ABSTRACT NOT AVAILABLE.',
    'Abstract: No abstract available.',
    'No abstract is available for this article.',
    'There is no abstract available for this record.',
    'This article has no abstract.',
    'No abstract provided',
    'An abstract is not available for this content so a preview has been provided. As you have access to this content, a full PDF is available via the ‘Save PDF’ action button.',
    'Abstract unavailable',
    'Summary not available',
    '[Not Available].',
    'N/A',
    'n.a.',
    'NA',
    'None',
    'null',
    '-',
    '…',
    'Abstract',
    'Kein Abstract verfügbar',
    'Résumé non disponible',
    'Pas de résumé',
    'Sin resumen',
    'No hay resumen disponible.',
    '暂无摘要',
    '抄録なし',
    '摘要缺失',
    '초록 없음',
    'Abstract available from the publisher.',
    'Please see the full text.',
    'Click here to view the abstract',
    'Letter, no abstract available',
    'Abstract only available in Portuguese',
    'This is an editorial and has no abstract.',
    'You have access to this article. No abstract available.',
    'No abstract available. © 2019 Invented Press.',
    'Es liegt kein Abstract vor.',
    'Bez abstraktu',
    'Sammanfattning saknas',
    'Резюме отсутствует',
    'لا يوجد ملخص',
    'Lorem ipsum dolor sit amet, consectetur adipiscing elit.',
    '[object Object]',
    '© 2019 Invented Press. All rights reserved.',
  ])('%j is no abstract', (text) => {
    expect(isNoAbstract(text)).toBe(true);
  });

  it.each([
    ['nbib', 'PMID- 1\nTI  - A title\nAB  - No abstract available.\n'],
    ['ris', 'TY  - JOUR\nTI  - A title\nAB  - [No abstract available]\nER  - \n'],
    ['bibtex', '@article{a, title={A title}, abstract={N/A}}'],
    ['csv', 'title,abstract,year\nA title,NA,2019\n'],
    [
      'jsonl',
      '{"title":"A title","abstract":"Abstract not available"}\n{"title":"A title","abstract":"None"}\n',
    ],
    ['wos-tagged', 'FN x\nVR 1.0\nPT J\nTI A title\nAB No abstract provided.\nER\n'],
    [
      'csl-json',
      '[{"id":"a","type":"book","title":"A title","abstract":"-","issued":{"date-parts":[[2019]]}}]',
    ],
  ])('is no abstract in %s', async (format, text) => {
    const { papers } = await read(text, { format });
    expect(papers.length).toBeGreaterThan(0);
    for (const paper of papers) expect(paper).toMatchObject({ title: 'A title', abstract: '' });
  });

  it('gives way to another abstract and to the title in the paper’s own language', async () => {
    const { papers, skipped } = await read(
      'PMID- 1\nTI  - [Not Available].\nTT  - Grabungen in Thüringen.\nAB  - No abstract available.\nOAB - Wir graben.\n\n' +
        'PMID- 2\nTI  - [Not Available].\n',
    );
    expect(papers).toMatchObject([{ title: 'Grabungen in Thüringen.', abstract: 'Wir graben.' }]);
    expect(skipped).toEqual([{ line: 7, reason: 'neither title nor abstract' }]);
    expect(isNoTitle('Untitled')).toBe(false);
  });

  it.each([
    ['bibtex', '@book{a, title={[Not Available]}, origtitle={Grabungen}}'],
    ['csl-json', '[{"id":"a","type":"book","title":"[Not Available].","original-title":"Grabungen"}]'],
    [
      'endnote-xml',
      '<xml><records><record><ref-type name="Book">6</ref-type><titles><title>[Not Available]</title><translated-title>Grabungen</translated-title></titles></record></records></xml>',
    ],
    ['nbib', 'PMID- 1\nTI  - [In Process Citation].\nTT  - Grabungen\n'],
  ])('for a title gives way to the original one in %s', async (format, text) => {
    expect((await read(text, { format })).papers).toMatchObject([{ title: 'Grabungen' }]);
  });

  it('in a table of R or pandas leaves every field empty', async () => {
    const { papers } = await read('title,abstract,venue,doi,authors,keywords\nA title,NA,NA,NaN,NA,#N/A\n');
    expect(papers).toMatchObject([
      { title: 'A title', abstract: '', venue: null, doi: null, authors: [], labels: [] },
    ]);
  });

  it('of a model’s one sentence is kept beside the abstract, not as one', async () => {
    const { papers } = await read(
      '{"paperId":"abc","title":"A title","abstract":null,"tldr":{"text":"It maps."}}\n{"x":1}\n',
    );
    expect(papers[0]).toMatchObject({ abstract: '', extra: { s2: { tldr: { text: 'It maps.' } } } });
  });
});

describe('a notice of retraction', () => {
  it.each([
    ['RETRACTED ARTICLE: Maps of the sea', 'Maps of the sea', 'retracted'],
    ['Retracted: Maps of the sea', 'Maps of the sea', 'retracted'],
    ['WITHDRAWN: Maps of the sea', 'Maps of the sea', 'withdrawn'],
    ['[RETRACTED] Maps of the sea', 'Maps of the sea', 'retracted'],
    ['[RETRACTED ARTICLE] Maps of the sea', 'Maps of the sea', 'retracted'],
    ['(Retracted) Maps of the sea', 'Maps of the sea', 'retracted'],
    ['RETRACTED—Maps of the sea', 'Maps of the sea', 'retracted'],
    ['Maps of the sea - RETRACTED', 'Maps of the sea', 'retracted'],
    ['REMOVED: Maps of the sea', 'Maps of the sea', 'withdrawn'],
    ['Removed: a history of signs', 'Removed: a history of signs', null],
    ['Maps of the sea (Retracted article. See vol. 12, pg 4, 2011)', 'Maps of the sea', 'retracted'],
    ['Retraction: Maps of the sea', 'Retraction: Maps of the sea', null],
    ['Retracted publications: a review', 'Retracted publications: a review', null],
    ['Why papers are retracted', 'Why papers are retracted', null],
  ])('%j', (text, title, notice) => {
    expect(withoutNotice(text)).toEqual({ title, notice });
  });

  it('becomes a label of the paper', async () => {
    const { papers } = await read('TY  - JOUR\nTI  - RETRACTED ARTICLE: Maps of the sea\nER  - \n');
    expect(papers).toMatchObject([{ title: 'Maps of the sea', labels: ['retracted'] }]);
  });
});
