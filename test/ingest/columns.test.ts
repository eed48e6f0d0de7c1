import { describe, expect, it } from 'vitest';
import { failure, read } from './helpers.js';
import { run, temporaryFolder } from '../helpers/cli.js';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

describe('--map-column', () => {
  const table = 'Paper name;What it says;title\nSparse graphs;We study graphs.;Dr\n';

  it('refuses what is no pair, no field, no column', async () => {
    const folder = temporaryFolder();
    const { path } = folder;
    const file = join(path, 'a.csv');
    writeFileSync(file, table);
    const errors = [];
    for (const pair of ['title', 'Paper name=titel', 'Nothing=title'])
      errors.push((await run(join(path, 'library'), ['add', file, '--map-column', pair])).stderr);
    folder.remove();
    expect(errors[0]).toContain('--map-column takes COLUMN=FIELD, not "title".');
    expect(errors[1]).toContain('Papers have no field "titel".');
    expect(errors[2]).toContain('has no column "Nothing".');
    expect(errors[2]).toContain('"Paper name", "What it says", "title"');
  });

  it('says which column is what', async () => {
    const columns = { 'Paper name': 'title', 'What it says': 'abstract' };
    const { papers } = await read(table, { columns });
    expect(papers).toMatchObject([{ title: 'Sparse graphs', abstract: 'We study graphs.' }]);
    expect(papers[0]!.extra).toEqual({ 'title (other)': 'Dr' });
    expect((await failure(read('a,b\n1,2\n', { columns }))).message).toMatch(/has no column "Paper name"/);
  });
});

describe('names of columns in other languages', () => {
  it.each([
    ['Chinese', '题名,摘要,作者,年份,期刊,关键词'],
    ['Spanish', 'Título,Resumen,Autores,Año,Revista,Palabras clave'],
    ['French', 'Titre,Résumé,Auteurs,Année,Revue,Mots-clés'],
    ['German', 'Titel,Zusammenfassung,Autoren,Jahr,Zeitschrift,Schlagwörter'],
    ['Portuguese', 'Título,Resumo,Autores,Ano,Periódico,Palavras-chave'],
    ['Russian', 'Название,Аннотация,Авторы,Год,Журнал,Ключевые слова'],
    ['Japanese', 'タイトル,抄録,著者名,発行年,雑誌名,キーワード'],
    ['Italian', 'Titolo,Riassunto,Autori,Anno,Rivista,Parole chiave'],
    ['Korean', '제목,초록,저자,발행연도,학술지명,키워드'],
    ['Dutch', 'Titel,Samenvatting,Auteurs,Jaar,Tijdschrift,Trefwoorden'],
  ])('%s', async (_, header) => {
    const { papers } = await read(`${header}\nSparse graphs,We study them.,Jane Doe,2019,J. Graphs,rivers\n`);
    expect(papers).toMatchObject([
      {
        title: 'Sparse graphs',
        abstract: 'We study them.',
        authors: ['Jane Doe'],
        year: 2019,
        venue: 'J. Graphs',
        labels: ['rivers'],
      },
    ]);
  });
});
