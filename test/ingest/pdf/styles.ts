/** Six kinds of first pages that papers have, and three less usual ones. Laid out after what readers see; no publisher's file is copied. */
import { random, Sheet, type Column, type Random, type Type, type Written } from './typeset.js';

const GIVEN =
  'Maria Jean-Pierre Li Anna José Wei Fatima Hiroshi Olga Peter Kwame Ingrid Søren Priya Tom Élodie'.split(
    ' ',
  );
const FAMILY =
  'Novak García Zhang Okafor Müller Tanaka Petrov Smith Lindqvist Rossi Dubois Sharma O’Neill Kowalska Brown Çelik'.split(
    ' ',
  );
const TITLES = [
  'Learning sparse representations of seasonal river discharge from satellite altimetry',
  'A randomised trial of early physiotherapy after hip replacement',
  'On the convergence of stochastic gradient methods with delayed updates',
  'Why do people share false news? Evidence from three field experiments',
  'Graph transformers: a survey',
  'Soil carbon under no-tillage farming in semi-arid regions of Southern Europe: a meta-analysis of 84 long-term experiments',
  'Attention is not enough',
  'Deep reinforcement learning for the control of tokamak plasmas in the presence of noise and actuator delays',
  'Zero-shot entity linking',
  'The effect of minimum wages on employment in small towns, 1990–2015',
  'Polymer membranes for low-temperature hydrogen separation',
  'Efficient indexing of 100 million vectors on a single machine',
  'Breast cancer screening and overdiagnosis',
  'Towards robust speech recognition for under-resourced languages with self-supervised pretraining',
];
const SENTENCES = [
  'We study the problem of predicting the response of large systems to small disturbances.',
  'Existing approaches require considerable amounts of annotated material, which is expensive to obtain in practice.',
  'In this paper, we propose a simple method that combines measurements from several independent sources.',
  'The proposed method reduces the computational requirements by 43 % without a significant loss of accuracy.',
  'Participants were recruited from twelve hospitals between January 2015 and March 2019.',
  'Our experiments on five publicly available collections show consistent improvements over strong baselines.',
  'The primary outcome was the difference in functional scores after six months (95% CI 1.2 to 3.4; p < 0.01).',
  'These findings suggest that interventions should be introduced considerably earlier than is currently recommended.',
  'A theoretical analysis establishes upper bounds on the approximation error under mild assumptions.',
  'However, the underlying mechanisms remain poorly understood, particularly in heterogeneous populations.',
  'We discuss limitations of the approach and directions for future investigations.',
  'Sensitivity analyses confirmed the robustness of the results with respect to the choice of parameters.',
  'Code and data are available from the authors upon reasonable request.',
  'Results indicate that temperature and precipitation jointly explain most of the observed variability.',
];
const KEYWORDS = 'representation learning; time series; evaluation; hydrology';
const UNITS = [
  'Department of Computer Science',
  'Institute for Environmental Research',
  'School of Public Health',
];
const SCHOOLS = [
  'University of Utrecht',
  'Stanford University',
  'Tsinghua University',
  'National Research Council',
];

interface Paper {
  readonly title: string;
  readonly authors: readonly string[];
  readonly abstract: string;
  readonly doi: string;
  readonly arxiv: string;
  readonly next: Random;
}

const pick = <T>(next: Random, list: readonly T[]): T => list[Math.floor(next() * list.length)]!;
const sentences = (next: Random, count: number): string =>
  Array.from({ length: count }, () => pick(next, SENTENCES)).join(' ');

function invent(seed: number): Paper {
  const next = random(seed);
  const names = new Set<string>();
  const count = 1 + Math.floor(next() * 5);
  while (names.size < count) {
    const middle = next() < 0.3 ? ` ${pick(next, ['A.', 'M.', 'J. K.'])}` : '';
    names.add(`${pick(next, GIVEN)}${middle} ${pick(next, FAMILY)}`);
  }
  return {
    title: TITLES[seed % TITLES.length]!,
    authors: [...names],
    abstract: sentences(next, 5 + Math.floor(next() * 5)),
    doi: `10.${1000 + Math.floor(next() * 9000)}/j.test.${2010 + Math.floor(next() * 14)}.${100000 + Math.floor(next() * 900000)}`,
    arxiv: `${17 + Math.floor(next() * 7)}0${1 + Math.floor(next() * 9)}.${10000 + Math.floor(next() * 89999)}`,
    next,
  };
}

const T = (font: string, size: number, leading?: number): Type => ({
  font,
  size,
  ...(leading && { leading }),
});

/** Running text down one column after the other, over pages. */
function fill(
  sheet: Sheet,
  columns: readonly (Column & { top: number })[],
  type: Type,
  heading: string,
  headingType: Type,
): void {
  columns.forEach((column, i) => {
    let y = column.top;
    if (i === 0 && heading !== '') {
      sheet.line(heading, column.x, y, headingType);
      y += headingType.size * 1.8;
    }
    for (let left = true; left;) {
      const done = sheet.paragraph(sentences(sheet.next, 8), column, y, type, { indent: 12 });
      y = done.y;
      left = done.rest === '';
    }
  });
}

function title(
  sheet: Sheet,
  text: string,
  column: Column,
  y: number,
  type: Type,
  align: 'center' | 'left',
): number {
  return sheet.paragraph(text, column, y, type, { align }).y;
}

/** Names with raised marks. */
function marked(
  sheet: Sheet,
  authors: readonly string[],
  marks: (i: number) => string,
  between: string,
  x: number,
  y: number,
  type: Type,
  centre: boolean,
): void {
  const small: Type = { font: type.font, size: type.size * 0.65 };
  sheet.pieces(
    authors.flatMap((name, i) => [
      [`${name}`, type] as const,
      [marks(i), small, 2] as const,
      [i < authors.length - 1 ? between : '', type] as const,
    ]),
    x,
    y,
    centre,
  );
}

type Style = (sheet: Sheet, paper: Paper) => { doi: boolean; arxiv: boolean };

const latex: Style = (sheet, { title: name, authors, abstract, arxiv, next }) => {
  const stamped = next() < 0.6;
  if (stamped) sheet.stamp(`arXiv:${arxiv}v${1 + Math.floor(next() * 3)}  [cs.LG]  12 Mar 2021`, 792);
  let y =
    title(sheet, name, { x: 110, width: 392, foot: 700 }, 120, T('Times-Roman', 17.2, 21), 'center') + 14;
  marked(sheet, authors.slice(0, 3), (i) => `${i + 1}`, ', ', 306, y, T('Times-Roman', 12), true);
  if (authors.length > 3)
    marked(sheet, authors.slice(3), (i) => `${i + 1}`, ', ', 306, (y += 15), T('Times-Roman', 12), true);
  sheet.line(`${pick(next, UNITS)}, ${pick(next, SCHOOLS)}`, 306, (y += 16), T('Times-Italic', 10), 'center');
  sheet.line('March 12, 2021', 306, (y += 20), T('Times-Roman', 12), 'center');
  sheet.line('Abstract', 306, (y += 34), T('Times-Bold', 9), 'center');
  y = sheet.paragraph(abstract, { x: 159, width: 294, foot: 700 }, y + 15, T('Times-Roman', 9, 11), {
    indent: 14,
  }).y;
  fill(
    sheet,
    [{ x: 133, width: 345, foot: 660, top: y + 22 }],
    T('Times-Roman', 10, 12),
    '1   Introduction',
    T('Times-Bold', 14),
  );
  sheet.paragraph(
    '∗We thank the reviewers for their comments.'.slice(1),
    { x: 133, width: 345, foot: 720 },
    668,
    T('Times-Roman', 8),
  );
  sheet.line('1', 306, 730, T('Times-Roman', 10), 'center');
  return { doi: false, arxiv: stamped };
};

const twoColumns: Style = (sheet, { title: name, authors, abstract, next }) => {
  let y = title(sheet, name, { x: 90, width: 415, foot: 700 }, 72, T('Times-Bold', 14.3, 18), 'center') + 10;
  const shown = authors.slice(0, 3);
  shown.forEach((author, i) => {
    const x = 72 + (451 / shown.length) * (i + 0.5);
    sheet.line(author, x, y, T('Times-Bold', 12), 'center');
    sheet.line(pick(next, SCHOOLS), x, y + 14, T('Times-Roman', 11), 'center');
    sheet.line(`name${i}@uni.example`, x, y + 28, T('Courier', 9), 'center');
  });
  y += 62;
  sheet.line('Abstract', 180, y, T('Times-Bold', 12), 'center');
  const low = next() < 0.4 ? 90 : 0;
  const left: Column = { x: 88, width: 186, foot: y + 60 + low };
  const deep: Column = { ...left, foot: 770 };
  const body = T('Times-Roman', 10, 12);
  const end = sheet.paragraph(abstract, deep, y + 20, body).y;
  fill(
    sheet,
    [
      { x: 71, width: 218, foot: 770, top: end + 14 },
      { x: 306, width: 218, foot: 770, top: y },
    ],
    T('Times-Roman', 11, 13),
    '1   Introduction',
    T('Times-Bold', 12),
  );
  return { doi: false, arxiv: false };
};

const ieee: Style = (sheet, { title: name, authors, abstract, doi, next }) => {
  sheet.line(
    'IEEE TRANSACTIONS ON GEOSCIENCE AND REMOTE SENSING, VOL. 59, NO. 3, MARCH 2021',
    48,
    30,
    T('Helvetica', 6.5),
  );
  sheet.line('2127', 564, 30, T('Helvetica', 6.5), 'right');
  let y = title(sheet, name, { x: 70, width: 472, foot: 700 }, 60, T('Times-Roman', 24, 28), 'center') + 12;
  const all = authors.map((one, i) => (i % 2 ? one : `${one}, Member, IEEE`));
  y =
    sheet.paragraph(all.join(', '), { x: 90, width: 432, foot: 700 }, y, T('Times-Roman', 11), {
      align: 'center',
    }).y + 24;
  const bold = T('Times-Bold', 9, 10.5);
  const left: Column = { x: 48, width: 252, foot: 690 };
  const runIn = sheet.line('Abstract', 58, y, T('Times-BoldItalic', 9));
  y = sheet.paragraph(`—${abstract}`, left, y, bold, { indent: runIn - 48 }).y;
  const terms = sheet.line('Index Terms', 58, y + 6, T('Times-BoldItalic', 9));
  y = sheet.paragraph(`—${KEYWORDS}.`, left, y + 6, bold, { indent: terms - 48 }).y + 16;
  sheet.line('I. I', 150, y, T('Times-Roman', 10));
  sheet.line('NTRODUCTION', 166, y + 2, T('Times-Roman', 8));
  const columns = [
    { ...left, foot: 660, top: y + 18 },
    { x: 312, width: 252, foot: 740, top: y - 60 },
  ];
  fill(sheet, columns, T('Times-Roman', 10, 12), '', T('Times-Roman', 10));
  sheet.paragraph(
    `Manuscript received June 1, 2020; revised October 2, 2020. The authors are with the ${pick(next, SCHOOLS)}. Digital Object Identifier ${doi}`,
    { x: 48, width: 252, foot: 750 },
    676,
    T('Times-Roman', 8),
    { indent: 10 },
  );
  return { doi: true, arxiv: false };
};

const acm: Style = (sheet, { title: name, authors, abstract, doi, next }) => {
  let y =
    title(sheet, name, { x: 54, width: 504, foot: 700 }, 80, T('Helvetica-Bold', 17.2, 21), 'center') + 10;
  const shown = authors.slice(0, 3);
  shown.forEach((author, i) => {
    const x = 54 + (504 / shown.length) * (i + 0.5);
    sheet.line(author, x, y, T('Helvetica', 12), 'center');
    sheet.line(pick(next, SCHOOLS), x, y + 14, T('Helvetica', 10), 'center');
    sheet.line('Utrecht, The Netherlands', x, y + 26, T('Helvetica', 10), 'center');
    sheet.line(`a${i}@uni.example`, x, y + 38, T('Helvetica', 10), 'center');
  });
  const top = y + 68;
  sheet.line('ABSTRACT', 54, top, T('Times-Bold', 10.9));
  const left: Column = { x: 54, width: 241, foot: 600 };
  const done = sheet.paragraph(abstract, left, top + 14, T('Times-Roman', 9, 11));
  y = done.y + 10;
  for (const [head, text] of [
    ['CCS CONCEPTS', '• Information systems → Retrieval; • Computing methodologies.'],
    ['KEYWORDS', KEYWORDS],
  ] as const) {
    sheet.line(head, 54, y, T('Times-Bold', 10.9));
    y = sheet.paragraph(text.replace(/[•→] ?/g, ''), left, y + 14, T('Times-Roman', 9, 11)).y + 8;
  }
  sheet.paragraph(
    `Permission to make digital or hard copies of part of this work is granted. © 2022 Copyright held by the owner. ACM ISBN 978-1-4503-0000-0/22/07. https://doi.org/${doi}`,
    { x: 54, width: 241, foot: 740 },
    660,
    T('Times-Roman', 7),
  );
  fill(
    sheet,
    [{ x: 317, width: 241, foot: 700, top }],
    T('Times-Roman', 9, 11),
    '1   INTRODUCTION',
    T('Times-Bold', 10.9),
  );
  return { doi: true, arxiv: false };
};

const elsevier: Style = (sheet, { title: name, authors, abstract, doi, next }) => {
  const journal = pick(next, [
    'Pattern Recognition',
    'Neurocomputing',
    'Journal of Hydrology',
    'Computers & Education',
  ]);
  sheet.line(`${journal} 112 (2021) 107–119`, 306, 36, T('Times-Roman', 8), 'center');
  sheet.line('Contents lists available at ScienceDirect', 306, 70, T('Times-Roman', 9), 'center');
  sheet.line(journal, 306, 92, T('Helvetica', pick(next, [14, 17])), 'center');
  sheet.line('journal homepage: www.elsevier.com/locate/test', 306, 122, T('Times-Roman', 9), 'center');
  let y = title(sheet, name, { x: 38, width: 480, foot: 700 }, 156, T('Times-Roman', 13.5, 17), 'left') + 10;
  marked(
    sheet,
    authors,
    (i) => ` ${'ab'[i % 2]}${i === 0 ? ',*' : ''}`,
    ', ',
    38,
    y,
    T('Times-Roman', 10.5),
    false,
  );
  sheet.line(
    `a ${pick(next, UNITS)}, ${pick(next, SCHOOLS)}, Utrecht, The Netherlands`,
    38,
    (y += 18),
    T('Times-Italic', 6.5),
  );
  sheet.line(
    `b ${pick(next, UNITS)}, ${pick(next, SCHOOLS)}, Beijing 100084, China`,
    38,
    (y += 9),
    T('Times-Italic', 6.5),
  );
  y += 26;
  const spaced = next() < 0.6;
  sheet.line(spaced ? 'a r t i c l e i n f o' : 'ARTICLE INFO', 38, y, T('Times-Roman', 9));
  sheet.line(spaced ? 'a b s t r a c t' : 'ABSTRACT', 212, y, T('Times-Roman', 9));
  const small = T('Times-Roman', 8, 9.6);
  let side = sheet.paragraph(
    'Article history: Received 3 May 2020 Accepted 12 November 2020',
    { x: 38, width: 140, foot: 700 },
    y + 20,
    T('Times-Roman', 7, 9),
  ).y;
  sheet.line('Keywords:', 38, (side += 8), T('Times-Italic', 7));
  for (const word of KEYWORDS.split('; ')) sheet.line(word, 38, (side += 9), T('Times-Roman', 7));
  const done = sheet.paragraph(abstract, { x: 212, width: 345, foot: 640 }, y + 20, small);
  sheet.line('© 2021 Elsevier Ltd. All rights reserved.', 557, done.y + 2, small, 'right');
  const top = Math.max(done.y, side) + 40;
  fill(
    sheet,
    [
      { x: 38, width: 250, foot: 700, top },
      { x: 306, width: 250, foot: 720, top },
    ],
    T('Times-Roman', 8, 10),
    '1. Introduction',
    T('Times-Bold', 8),
  );
  sheet.line('* Corresponding author. E-mail address: a@uni.example', 44, 712, T('Times-Roman', 6.5));
  sheet.line(`https://doi.org/${doi}`, 38, 736, T('Times-Roman', 7));
  sheet.line('0031-3203/© 2021 Elsevier Ltd. All rights reserved.', 38, 745, T('Times-Roman', 7));
  return { doi: true, arxiv: false };
};

const springer: Style = (sheet, { title: name, authors, abstract, doi, next }) => {
  sheet.line('Climatic Change (2019) 152:517–533', 51, 30, T('Helvetica', 8));
  sheet.line(`https://doi.org/${doi}`, 51, 41, T('Helvetica', 8));
  if (next() < 0.5)
    sheet.line(pick(next, ['ORIGINAL ARTICLE', 'RESEARCH ARTICLE', 'REVIEW']), 51, 70, T('Helvetica', 9));
  let y = title(sheet, name, { x: 51, width: 470, foot: 700 }, 96, T('Helvetica-Bold', 16, 20), 'left') + 12;
  marked(sheet, authors, (i) => `${1 + (i % 2)}`, ' · ', 51, y, T('Helvetica-Bold', 10), false);
  sheet.line(
    'Received: 2 May 2018 / Accepted: 9 January 2019 / Published online: 2 February 2019',
    51,
    (y += 28),
    T('Helvetica', 7.5),
  );
  sheet.line('© The Author(s) 2019', 51, (y += 10), T('Helvetica', 7.5));
  y += 26;
  const body = T('Times-Roman', 10, 12);
  if (next() < 0.5) {
    sheet.line('Abstract', 51, y, T('Helvetica-Bold', 10));
    y = sheet.paragraph(abstract, { x: 51, width: 490, foot: 600 }, y + 13, body).y + 8;
  } else {
    const end = sheet.line('Abstract ', 51, y, T('Times-Bold', 10));
    y = sheet.paragraph(abstract, { x: 51, width: 490, foot: 600 }, y, body, { indent: end + 3 - 51 }).y + 8;
  }
  const end = sheet.line('Keywords', 51, y, T('Helvetica-Bold', 10));
  sheet.line(KEYWORDS.replace(/;/g, ' ·'), end + 8, y, body);
  fill(
    sheet,
    [{ x: 51, width: 490, foot: 660, top: y + 34 }],
    body,
    '1 Introduction',
    T('Helvetica-Bold', 12),
  );
  sheet.line(
    `1  ${pick(next, UNITS)}, ${pick(next, SCHOOLS)}, Utrecht, Netherlands`,
    51,
    712,
    T('Times-Roman', 8),
  );
  return { doi: true, arxiv: false };
};

/** A manuscript of a word processor. */
const manuscript: Style = (sheet, { title: name, authors, abstract, next }) => {
  if (next() < 0.5) sheet.watermark('DRAFT');
  let y = title(sheet, name, { x: 72, width: 450, foot: 700 }, 90, T('Times-Bold', 14, 22), 'center') + 10;
  y =
    sheet.paragraph(authors.join(', '), { x: 72, width: 450, foot: 700 }, y, T('Times-Roman', 12), {
      align: 'center',
    }).y + 8;
  sheet.line(pick(next, SCHOOLS), 297, y, T('Times-Roman', 12), 'center');
  const runIn = sheet.line('Abstract: ', 72, (y += 40), T('Times-Bold', 12));
  y = sheet.paragraph(abstract, { x: 72, width: 450, foot: 620 }, y, T('Times-Roman', 12, 20), {
    indent: runIn + 3 - 72,
  }).y;
  sheet.line(`Keywords: ${KEYWORDS}`, 72, y + 8, T('Times-Roman', 12));
  fill(
    sheet,
    [{ x: 72, width: 450, foot: 760, top: y + 44 }],
    T('Times-Roman', 12, 20),
    'Introduction',
    T('Times-Bold', 12),
  );
  return { doi: false, arxiv: false };
};

/** A letter without a heading over its abstract, which is set bold. */
const letter: Style = (sheet, { title: name, authors, abstract, doi }) => {
  sheet.line('ARTICLE', 60, 40, T('Helvetica-Bold', 14));
  sheet.line(`https://doi.org/${doi}`, 60, 60, T('Helvetica', 7));
  let y = title(sheet, name, { x: 60, width: 470, foot: 700 }, 84, T('Times-Roman', 24, 28), 'left') + 10;
  marked(sheet, authors, (i) => `${i + 1}`, ', ', 60, y, T('Helvetica', 9), false);
  y = sheet.paragraph(abstract, { x: 60, width: 330, foot: 640 }, y + 40, T('Times-Bold', 10, 12)).y;
  fill(
    sheet,
    [
      { x: 60, width: 225, foot: 760, top: y + 20 },
      { x: 305, width: 225, foot: 760, top: y + 20 },
    ],
    T('Times-Roman', 9, 11),
    '',
    T('Times-Bold', 9),
  );
  return { doi: true, arxiv: false };
};

/** A structured abstract beside a margin with the article's data. */
const margin: Style = (sheet, { title: name, authors, abstract, doi }) => {
  sheet.line('RESEARCH ARTICLE', 200, 84, T('Helvetica', 10));
  let y =
    title(sheet, name, { x: 200, width: 370, foot: 700 }, 108, T('Helvetica-Bold', 18, 22), 'left') + 10;
  marked(sheet, authors.slice(0, 3), (i) => `${i + 1}`, ', ', 200, y, T('Helvetica-Bold', 10), false);
  sheet.line(`1 ${UNITS[0]}, ${SCHOOLS[0]}, Utrecht`, 200, y + 18, T('Helvetica', 7));
  sheet.paragraph(
    `Citation: Some Authors (2020) A paper. https://doi.org/${doi} Received: May 1, 2020 Accepted: June 2, 2020 Copyright: © 2020 The Authors`,
    { x: 36, width: 140, foot: 700 },
    300,
    T('Helvetica', 7),
    { align: 'left' },
  );
  sheet.line('Abstract', 200, (y += 56), T('Helvetica-Bold', 14));
  y = sheet.paragraph(abstract, { x: 200, width: 370, foot: 660 }, y + 24, T('Times-Roman', 10, 13)).y;
  fill(
    sheet,
    [{ x: 200, width: 370, foot: 760, top: y + 24 }],
    T('Times-Roman', 10, 13),
    'Introduction',
    T('Helvetica-Bold', 14),
  );
  return { doi: true, arxiv: false };
};

export const USUAL = { latex, twoColumns, ieee, acm, elsevier, springer };
export const OTHERS = { manuscript, letter, margin };

/** The paper of `seed` in a style; half of the files are set word by word, a third tell a title of their own that is none. */
export async function typeset(
  style: keyof typeof USUAL | keyof typeof OTHERS,
  seed: number,
): Promise<Written> {
  const paper = invent(seed);
  const set: Style = { ...USUAL, ...OTHERS }[style];
  const info: Record<string, string> = seed % 3 === 0 ? { Title: 'Microsoft Word - final_v3.docx' } : {};
  const sheet = new Sheet(paper.next, seed % 2 === 0, style === 'twoColumns' ? [595, 842] : [612, 792], info);
  const has = set(sheet, paper);
  sheet.doc.addPage({ size: [612, 792], margin: 0 });
  sheet.line('Running title of this paper', 306, 30, T('Times-Roman', 8), 'center');
  fill(sheet, [{ x: 72, width: 460, foot: 740, top: 60 }], T('Times-Roman', 10), '', T('Times-Roman', 10));
  return {
    style,
    title: paper.title,
    authors: paper.authors,
    abstract: paper.abstract,
    doi: has.doi ? paper.doi : null,
    arxiv: has.arxiv ? paper.arxiv : null,
    bytes: await sheet.bytes(),
  };
}
