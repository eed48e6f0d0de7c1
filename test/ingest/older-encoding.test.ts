import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { readPapers } from '../../src/ingest/read-papers.js';

async function read(bytes: Buffer): Promise<{ titles: string[]; guessed: string[] }> {
  const titles: string[] = [];
  const guessed: string[] = [];
  for await (const event of readPapers({ name: 'x', bytes })) {
    if (event.kind === 'paper') titles.push(event.paper.title);
    if (event.kind === 'guessed') guessed.push(event.encoding);
  }
  return { titles, guessed };
}

const ris = (...titles: string[]): string =>
  titles.map((title) => `TY  - JOUR\nTI  - ${title}\nPY  - 2001\nER  - \n`).join('\n');

describe('text that is no UTF-8', () => {
  it('keeps every character of Windows-1252 between 80 and 9F, and says what it guessed', async () => {
    const title = '“Žižek’s” œuvre – costs of €5 …';
    const { titles, guessed } = await read(iconv.encode(ris(title), 'windows-1252'));
    expect(titles).toEqual([title]);
    expect(guessed).toEqual(['windows-1252']);
  });

  it.each([
    ['Shift_JIS', '仮想患者における早期離床の効果に関する研究'],
    ['EUC-KR', '가상의 환자에서 조기 보행의 효과'],
    ['Big5', '虛構病人早期活動之效果研究與討論'],
    ['GB18030', '虚构地区患者早期活动效果的调查研究'],
    ['windows-1251', 'Ранняя активизация вымышленных пациентов в больнице'],
    ['windows-1253', 'Η πρώιμη κινητοποίηση των φανταστικών ασθενών'],
  ])('guesses %s', async (encoding, title) => {
    const { titles, guessed } = await read(iconv.encode(ris(title, `${title} 2`), encoding));
    expect(titles[0]).toBe(title);
    expect(guessed).toEqual([encoding]);
  });

  it.each([
    ['Shift_JIS', '仮想患者における早期離床の効果に関する研究', '山田, 太郎', '太郎 山田'],
    ['Shift_JIS', '仮想患者の研究', '山本, 一郎', '一郎 山本'],
    ['Big5', '虛構病人早期活動之效果研究與討論', '許, 功蓋', '功蓋 許'],
    ['EUC-JP', '仮想患者における早期離床の効果に関する研究', '山田, 太郎', '太郎 山田'],
    ['windows-1250', 'Zażółć gęślą jaźń w Łodzi', 'Żółć, Łukasz', 'Łukasz Żółć'],
    ['windows-1250', 'Příliš žluťoučký kůň úpěl ďábelské ódy', 'Kučera, Jiří', 'Jiří Kučera'],
    ['windows-1254', 'Çağdaş Türkçe şiirde ölçü ve uyak', 'Yılmaz, Ayşe', 'Ayşe Yılmaz'],
    ['windows-1252', 'Þýðing íslenskra fornbókmennta á þýsku', 'Guðmundsdóttir, Þóra', 'Þóra Guðmundsdóttir'],
    ['macintosh', 'Über größere Räume', 'Müller, Jürgen', 'Jürgen Müller'],
    ['macintosh', 'Sueños de un año', 'Muñoz, Íñigo', 'Íñigo Muñoz'],
    ['GB18030', '虚构患者研究', '李, 华', '华 李'],
    ['Shift_JIS', 'データ解析', '田中, 一', '一 田中'],
    ['windows-874', 'การนอนหลับของผู้ป่วยสมมติ', 'ใจดี, สมชาย', 'สมชาย ใจดี'],
    ['windows-1255', 'שינה של חולים דמיוניים', 'כהן, דוד', 'דוד כהן'],
    ['windows-1256', 'نوم المرضى الخياليين', 'حسن, علي', 'علي حسن'],
    ['cp866', 'Сон вымышленных котов', 'Петров, Иван', 'Иван Петров'],
    ['KOI8-R', 'Сон вымышленных котов', 'Петров, Иван', 'Иван Петров'],
    ['windows-1250', 'A kitalált betegek időskori emlékei', 'Szőke, Győző', 'Győző Szőke'],
    ['windows-1250', 'Dvořákovy vymyšlené symfonie', 'Dvořák, Jan', 'Jan Dvořák'],
    ['windows-1250', 'Sănătatea şi ţesuturile', 'Ştefănescu, Ion', 'Ion Ştefănescu'],
    ['ISO-8859-2', 'Łąka żółta', 'Źrebiec, Łucja', 'Łucja Źrebiec'],
    ['windows-1257', 'Izdomātu pacientu miegs Rīgā', 'Bērziņš, Jānis', 'Jānis Bērziņš'],
    ['windows-1252', 'Étude d’un hôpital – coût 5 €', 'Žitnik, Š.', 'Š. Žitnik'],
    ['windows-1252', 'Størrelse på fjorde', 'Sørensen, María', 'María Sørensen'],
    ['windows-1252', 'Unetus ja kõrvaltoimed', 'Põld, Jüri', 'Jüri Põld'],
    ['windows-1252', 'Lições de corações', 'Gonçalves, João', 'João Gonçalves'],
  ])('reads authors as well as titles in %s (%s)', async (encoding, title, author, shown) => {
    const record = `TY  - JOUR\nTI  - ${title}\nAU  - ${author}\nPY  - 2001\nER  - \n`;
    const guessed: string[] = [];
    for await (const event of readPapers({ name: 'x', bytes: iconv.encode(record, encoding) })) {
      if (event.kind === 'paper') expect([event.paper.title, ...event.paper.authors]).toEqual([title, shown]);
      if (event.kind === 'guessed') guessed.push(event.encoding);
    }
    expect(guessed).toEqual([encoding]);
  });

  it.each([
    ['% Encoding: ISO8859_2', 'ISO-8859-2'],
    ['% -*- mode: bibtex; coding: latin-2 -*-', 'ISO-8859-2'],
    ['% !TeX encoding = cp1250', 'windows-1250'],
  ])('believes %s', async (line, encoding) => {
    const text = iconv.encode(`@book{a,\n title = {Łąka i źródło},\n year = 2001}\n`, encoding);
    const { titles, guessed } = await read(Buffer.concat([Buffer.from(`${line}\n\n`), text]));
    expect(titles).toEqual(['Łąka i źródło']);
    expect(guessed).toEqual([]);
  });

  it('reads ISO-2022-JP by its escape sequences', async () => {
    const { titles } = await read(Buffer.from(ris('\x1b$B2M6u\x1b(B')));
    expect(titles).toEqual(['架空']);
  });

  it('reads the control characters of Windows-1252 taken for Latin-1 as what they were', async () => {
    const { titles } = await read(Buffer.from(ris('It\u0092s \u0093so\u0094 \u0096 for \u0080 5')));
    expect(titles).toEqual(['It’s “so” – for € 5']);
  });

  it('says every guess when a file mixes encodings', async () => {
    const { titles, guessed } = await read(
      Buffer.concat([
        iconv.encode(ris('Möbius und die Räume'), 'windows-1252'),
        Buffer.from('\n'),
        iconv.encode(ris('虚构地区患者早期活动效果的调查研究'), 'GB18030'),
      ]),
    );
    expect(titles).toEqual(['Möbius und die Räume', '虚构地区患者早期活动效果的调查研究']);
    expect(guessed.sort()).toEqual(['GB18030', 'windows-1252']);
  });

  it('leaves signs that Windows-1252 text may have: 5 ± 1, ¿Qué?, l’œuvre, R², col·lecció, 30 µm', async () => {
    const title = '¿Qué es l’œuvre? col·lecció, R² and 5 ± 1 °C, 30 µm, naïve façade';
    const { titles, guessed } = await read(iconv.encode(ris(title), 'windows-1252'));
    expect(titles).toEqual([title]);
    expect(guessed).toEqual(['windows-1252']);
  });

  it.each([
    ['JabRef', (body: string) => `% Encoding: Cp1250\n${body}`],
    ['JabRef 2', (body: string) => `%% This file was made with JabRef\n% Encoding: windows-1250\n${body}`],
  ])('takes the word of the file (%s)', async (_, file) => {
    const title = 'Zażółć gęślą jaźń w Łodzi';
    const { titles, guessed } = await read(
      iconv.encode(file(`@article{a, title = {${title}}, year = 2010}\n`), 'windows-1250'),
    );
    expect(titles).toEqual([title]);
    expect(guessed).toEqual([]);
  });

  it('does not take the word of a file that was saved as UTF-8 since', async () => {
    const { titles } = await read(
      Buffer.from('% Encoding: Cp1250\n@article{a, title = {Łódź}, year = 2010}\n'),
    );
    expect(titles).toEqual(['Łódź']);
  });

  it('finds no fault with a file of plain letters that names an encoding nobody knows', async () => {
    const { titles, guessed } = await read(
      Buffer.from('% Encoding: klingon-1\n@article{a, title = {Maps}}\n'),
    );
    expect(titles).toEqual(['Maps']);
    expect(guessed).toEqual([]);
  });
});
