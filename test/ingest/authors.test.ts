import { describe, expect, it } from 'vitest';
import { nameOf, type Name } from '../../src/text/names.js';
import { isNobody, splitAuthors, turnInitials, turnName, turnNames } from '../../src/ingest/authors.js';
import { bibtexNames } from '../../src/ingest/bibtex/bibtex-names.js';
import { read } from './helpers.js';

describe('texts that are no authors', () => {
  it.each([
    'et al.',
    'et. al',
    'al., et',
    'and others',
    '[Anonymous]',
    'Anonymous',
    'N/A',
    'NA',
    '[No authors listed]',
    '',
  ])('%j is nobody', (text) => {
    expect(isNobody(text)).toBe(true);
  });

  it.each(['Al Gore', 'Anon Kim', 'Na', 'Ester Alvarez'])('%j is somebody', (text) => {
    expect(isNobody(text)).toBe(false);
  });

  it.each(['', ' ; ;', ',,,', ' , ', 'and', '|'])('%j has no author in it that has a name', (text) => {
    const names = splitAuthors(text).map((one) => (typeof one === 'string' ? one : one.family));
    expect(names.filter((name) => !['', 'and'].includes(name))).toEqual([]);
  });
});

const person = (family: string, given: string, suffix = ''): Name => nameOf(family, given, suffix);

describe('a name', () => {
  it.each<[string, Name | string]>([
    ['García Márquez, Gabriela', person('García Márquez', 'Gabriela')],
    ['King, Jr., Martin Luther', person('King', 'Martin Luther', 'Jr.')],
    ['Dice, P F 2nd', person('Dice', 'P F', '2nd')],
    ['Coates, JR', person('Coates', 'JR')],
    ['U.S. Army Corps of Inventors,', person('U.S. Army Corps of Inventors', '')],
    ['Smith,, Jones,, and Partners,', person('Smith, Jones, and Partners', '')],
    ['University of California, San Francisco', person('University of California, San Francisco', '')],
    ['Smyth, John,', person('Smyth', 'John')],
    ['Ada Lovelace', 'Ada Lovelace'],
    ['Ada King, Jr.', 'Ada King, Jr.'],
  ])('%j', (text, expected) => {
    expect(turnName(text)).toEqual(expected);
  });

  it.each<[string, Name | string]>([
    ['Lovelace AK', person('Lovelace', 'AK')],
    ['van den Berg J', person('van den Berg', 'J')],
    ['Lovelace AK Jr', person('Lovelace', 'AK', 'Jr')],
    ['Ivanov Yu.A.', person('Ivanov', 'Yu.A.')],
    ['Golde T. E.', person('Golde', 'T. E.')],
    ['Doe M K', person('Doe', 'M K')],
    ['DE LA CRUZ AB', person('DE LA CRUZ', 'AB')],
    ['The Map Study Group A', 'The Map Study Group A'],
    ['Cher', 'Cher'],
  ])('with initials last: %j', (text, expected) => {
    expect(turnInitials(text)).toEqual(expected);
  });
});

describe('a list of names', () => {
  it('turns bare initials where most names have them, and dotted ones always', () => {
    expect(turnNames(['Smyth J', 'Doe MK', 'van Roe R-J'])).toEqual([
      person('Smyth', 'J'),
      person('Doe', 'MK'),
      person('van Roe', 'R-J'),
    ]);
    expect(turnNames(['Malcolm X', 'Alex Haley', 'Ada Lovelace'])).toEqual([
      'Malcolm X',
      'Alex Haley',
      'Ada Lovelace',
    ]);
    expect(turnNames(['Ada Lovelace', 'Alan Turing', 'Smyth A.B.'])[2]).toEqual(person('Smyth', 'A.B.'));
    expect(turnNames(['Doe MK', 'The Map Consortium'])[0]).toEqual(person('Doe', 'MK'));
    expect(turnNames(['Martin King Jr.', 'John Roe III'])).toEqual(['Martin King Jr.', 'John Roe III']);
  });

  it.each<[string, (Name | string)[]]>([
    ['Smyth J, Doe MK.', [person('Smyth', 'J'), person('Doe', 'MK')]],
    ['Smyth, J., Doe, M. K.', [person('Smyth', 'J.'), person('Doe', 'M. K.')]],
    ['Golde T. E., Galasko D.', [person('Golde', 'T. E.'), person('Galasko', 'D.')]],
    ['Smyth J, Doe MK, et al.', [person('Smyth', 'J'), person('Doe', 'MK')]],
    ['Ada Lovelace, Alan Turing and Bo Chu', ['Ada Lovelace', 'Alan Turing', 'Bo Chu']],
    ['Lovelace, Ada', [person('Lovelace', 'Ada')]],
    ['Barnes and Nobel,; King, Ann', [person('Barnes and Nobel', ''), person('King', 'Ann')]],
  ])('in one text: %j', (text, expected) => {
    expect(splitAuthors(text)).toEqual(expected);
  });

  it('in BibTeX keeps together what braces keep together', () => {
    expect(
      bibtexNames(
        "Gabriela {Garc{\\'\\i}a M{\\'a}rquez} and {Barnes and Nobel} and Ada Lovelace and de la {Cruz Roja}, Juana and " +
          'given=Ludwig, prefix=van, family=Beethoven, suffix=III and {\\"O}zg{\\"u}r Ak and others',
      ),
    ).toEqual([
      person('García Márquez', 'Gabriela'),
      person('Barnes and Nobel', ''),
      'Ada Lovelace',
      person('de la Cruz Roja', 'Juana'),
      person('van Beethoven', 'Ludwig', 'III'),
      'Özgür Ak',
    ]);
  });
});

describe('authors of RIS', () => {
  const authors = async (...lines: string[]): Promise<readonly string[]> =>
    (await read(['TY  - JOUR', 'TI  - A title', ...lines, 'ER  - '].join('\n'))).papers[0]!.authors;

  it('come from A1 and AU together, and once where both tags list all', async () => {
    expect(await authors('A1  - Oudin, A.', 'AU  - Brab, L.')).toEqual(['A. Oudin', 'L. Brab']);
    expect(await authors('AU  - Oudin, A.', 'AU  - Brab, L.', 'A1  - Oudin, A.', 'A1  - Brab, L.')).toEqual([
      'A. Oudin',
      'L. Brab',
    ]);
  });

  it('may all stand in one tag', async () => {
    expect(await authors('AU  - Sanz, Pablo J.; Montoyo, Maria; et al.')).toEqual([
      'Pablo J. Sanz',
      'Maria Montoyo',
    ]);
  });

  it.each([
    ['Smyth J, Doe M, Roe RK', ['J Smyth', 'M Doe', 'RK Roe']],
    ['Smyth, J. A., Doe, M.', ['J. A. Smyth', 'M. Doe']],
    ['Smyth, John and Doe, Mary and Roe, Richard', ['John Smyth', 'Mary Doe', 'Richard Roe']],
    ['Smyth, John & Doe, Mary', ['John Smyth', 'Mary Doe']],
    ['John Smyth and Mary Doe', ['John Smyth', 'Mary Doe']],
    ['Smyth J et al', ['J Smyth']],
    ['Smyth J, Doe M Roe AB', ['Doe M Roe AB Smyth J']],
    ['Johnson and Johnson', ['Johnson and Johnson']],
    ['Bill and Mary Roe Foundation', ['Bill and Mary Roe Foundation']],
    ['Ministry of Roads and Rivers', ['Ministry of Roads and Rivers']],
    ['Smyth, John', ['John Smyth']],
    ['[et al.]', []],
  ])('of one tag with %s', async (value, expected) => {
    expect(await authors(`AU  - ${value}`)).toEqual(expected);
  });
});

it('family names in capitals are family names, whether first or last', () => {
  expect(turnNames(['SMYTHE John', 'GARCIA MARQUEZ Ana'])).toEqual([
    nameOf('SMYTHE', 'John'),
    nameOf('GARCIA MARQUEZ', 'Ana'),
  ]);
  expect(turnNames(['John SMYTHE', 'Ana GARCIA MARQUEZ'])).toEqual([
    nameOf('SMYTHE', 'John'),
    nameOf('GARCIA MARQUEZ', 'Ana'),
  ]);
});

describe('groups among the authors of Web of Science', () => {
  it('follow the people, once', async () => {
    const { papers } = await read(
      'FN x\nVR 1.0\nPT J\nAU Smyth, J\nAF Smyth, John A.\nCA Map Collaboration\n   Sea Group\nTI A title\nER\n\nEF\n',
    );
    expect(papers[0]!.authors).toEqual(['John A. Smyth', 'Map Collaboration', 'Sea Group']);
  });
});

it('editors of what stands for itself are its authors, those of what stands in a book are not', async () => {
  const entry = (type: string) => `@${type}{k, title = {A title}, editor = {{Research Data Netherlands}}}`;
  const authors = async (type: string) => (await read(entry(type), { format: 'bibtex' })).papers[0]?.authors;
  for (const type of ['video', 'book', 'misc', 'software'])
    expect(await authors(type)).toEqual(['Research Data Netherlands']);
  for (const type of ['incollection', 'inproceedings', 'article', 'conference'])
    expect(await authors(type)).toEqual([]);
});
