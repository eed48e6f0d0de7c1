import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  authorNames,
  invertedName,
  nameOf,
  NAME_PARTS,
  partsToKeep,
  readName,
  spelled,
  splitName,
} from '../../src/text/names.js';

describe('parts of names that a file made up', () => {
  it.each([
    ['no list', 'x'],
    ['numbers', [1, null, { name: 3 }]],
    ['another name', [{ name: 'Ada Lovelace', family: 'Byron', given: 'Ada' }]],
    ['no family', [{ name: 'Ada Lovelace', family: '', given: 'Ada Lovelace' }]],
  ])('are not believed: %s', (_what, list) => {
    expect(authorNames(['Ada Lovelace'], { [NAME_PARTS]: list })).toEqual([nameOf('Lovelace', 'Ada')]);
  });
});

describe('the guess at the parts of a name', () => {
  it.each([
    ['Ada Lovelace', 'Lovelace', 'Ada', ''],
    ['Arnold van Gennep', 'van Gennep', 'Arnold', ''],
    ['Heinrich Friedrich Karl vom und zum Stein', 'vom und zum Stein', 'Heinrich Friedrich Karl', ''],
    ['Sor Juana de la Cruz', 'de la Cruz', 'Sor Juana', ''],
    ['Charles de la Vallée Poussin', 'de la Vallée Poussin', 'Charles', ''],
    ['José Ortega y Gasset', 'Ortega y Gasset', 'José', ''],
    ['Maria Silva e Costa', 'Silva e Costa', 'Maria', ''],
    ['Isabel Allende Llona', 'Allende Llona', 'Isabel', ''],
    ['Rosa Elena Gomez Quispe', 'Gomez Quispe', 'Rosa Elena', ''],
    ['Teresa Álvarez de Toledo', 'Álvarez de Toledo', 'Teresa', ''],
    ['Juan Carlos Onetti', 'Onetti', 'Juan Carlos', ''],
    ['J. Gomez Quispe', 'Gomez Quispe', 'J.', ''],
    ['J. Gomez Smith', 'Smith', 'J. Gomez', ''],
    ['Emma Garcia Smith', 'Smith', 'Emma Garcia', ''],
    ['Torres Vega', 'Vega', 'Torres', ''],
    ['Martin Luther King, Jr.', 'King', 'Martin Luther', 'Jr.'],
    ['bell hooks', 'hooks', 'bell', ''],
    ['Plato', 'Plato', '', ''],
    ['Barnes and Noble', 'Barnes and Noble', '', ''],
    ['Centers for Disease Control', 'Centers for Disease Control', '', ''],
    ['University of California, San Francisco', 'University of California, San Francisco', '', ''],
  ])('%s', (name, family, given, suffix) => {
    expect(splitName(name)).toEqual({ family, given, suffix });
  });

  it('spells back what it took apart, whatever it is', () => {
    const word = fc.constantFrom('Ada', 'van', 'y', 'e', 'J.', 'Ortega', 'and', 'Group', 'Jr.,', 'III', 'é');
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 6 }), (words) => {
        const name = words.join(' ');
        expect(spelled(splitName(name))).toBe(name);
      }),
    );
  });
});

const part = fc
  .array(fc.constantFrom('García', 'Márquez', 'y', 'van', 'und', 'de', 'Stein', 'B.', 'Group'), {
    minLength: 1,
    maxLength: 3,
  })
  .map((words) => words.join(' '));
const anyName = fc.record({ family: part, given: fc.oneof(fc.constant(''), part), suffix: fc.constant('') });

describe('parts that a source tells', () => {
  it('are kept where the guess would be another, and only there', () => {
    expect(partsToKeep([nameOf('Lovelace', 'Ada')])).toBeUndefined();
    expect(partsToKeep([nameOf('Mendes Costa', 'Bruno'), nameOf('Lovelace', 'Ada')])).toEqual([
      { name: 'Bruno Mendes Costa', family: 'Mendes Costa', given: 'Bruno', suffix: '' },
    ]);
  });

  it('are found again for the authors they belong to', () => {
    fc.assert(
      fc.property(fc.uniqueArray(anyName, { selector: spelled, maxLength: 4 }), (names) => {
        const extra = { [NAME_PARTS]: partsToKeep(names) };
        expect(authorNames(names.map(spelled), extra)).toEqual(names);
      }),
    );
  });

  it('are read again as a bibliography writes them', () => {
    fc.assert(
      fc.property(anyName, (name) => {
        expect(readName(invertedName(name))).toEqual(name);
      }),
    );
  });
});
