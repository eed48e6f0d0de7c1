import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plainText, plainTitle } from '../../src/ingest/pasted/plain.js';
import { texToText } from '../../src/text/tex.js';

describe('plain text', () => {
  it.each([
    ['p < 0.05 and q > 1, a<b>c', 'p < 0.05 and q > 1, a<b>c'],
    ['AT&T pays $5 and $10', 'AT&T pays $5 and $10'],
    ['C:\\temp\\data and 50\\% of \\unknown', 'C:\\temp\\data and 50% of \\unknown'],
    ['the sets {a, b} and {c}', 'the sets {a, b} and {c}'],
    ['<i>in vivo</i> H<sub>2</sub>O, 10<sup>-6</sup>, R<sup>2</sup>', 'in vivo H2O, 10^-6, R2'],
    ['&lt;i&gt;escaped&lt;/i&gt; &amp;amp; twice &alpha; &#8212 &#x3b2;', 'escaped & twice α — β'],
    [
      '<jats:title>Abstract</jats:title><jats:p>One.</jats:p><jats:p>Two <jats:italic>x</jats:italic>.</jats:p>',
      'One. Two x.',
    ],
    ['<mml:math><mml:mi>x</mml:mi>\n <mml:mo>=</mml:mo> <mml:mn>2</mml:mn></mml:math> here', 'x=2 here'],
    ['<!-- hidden --><![CDATA[kept]]>', 'kept'],
    ['$\\alpha$-decay of $^{13}$C, $x_{max}$, $\\frac{1}{2}$', 'α-decay of 13C, x_max, 1/2'],
    ['Na\\"ive \\textbf{Bayes} and G\\"{o}del', 'Naïve Bayes and Gödel'],
    [
      'one\\nLine that was escaped once too often',
      'one\\nLine that was escaped once too often'.replace('\\n', ' '),
    ],
    ['not closed <!-- at all', 'not closed <!-- at all'],
    [
      'solitons in<mml:math><mml:mi>N</mml:mi></mml:math>-coupled equations',
      'solitons in N-coupled equations',
    ],
    ['the <math><mi>β</mi></math>decay of C<math><mi>x</mi></math>s', 'the β decay of Cxs'],
    ['<math><mn>5</mn><mspace width="1em"/><mi>km</mi></math>', '5 km'],
    ['<math><mi>x</mi><mtext> and </mtext><mi>y</mi></math>', 'x and y'],
  ])('of %j is %j', (text, expected) => {
    expect(plainText(text)).toBe(expected);
  });

  it.each([
    ['{\\"Name\\"=>\\"Included\\"} | x', '"Name"=>"Included" | x'],
    ['G{\\"o}del', 'Gödel'],
  ])('of the note %j is %j', (note, expected) => {
    expect(texToText(note, 'bibtex')).toBe(expected);
  });

  it('of a plain text is the same text', () => {
    const char = fc.constantFrom(
      ...'ab Z0{}\\$%&#_~^-\'"`,;:<>=/é\n'.split(''),
      '<i>',
      '</i>',
      '&lt;',
      '&amp;',
      '\\alpha',
      '$x$',
      '<sup>',
      '</sup>',
    );
    fc.assert(
      fc.property(
        fc.array(char, { maxLength: 40 }).map((chars) => chars.join('')),
        (text) => {
          const once = plainText(text);
          expect(plainText(once)).toBe(once);
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('of a title has no braces round capitals', () => {
    expect(plainTitle('{SPOK} - Managing {TLS} at {a, b}')).toBe('SPOK - Managing TLS at {a, b}');
  });
});

describe('TeX', () => {
  it.each([
    [
      "M{\\\"o}bius, {\\ss}, \\'{\\i}, \\c c, \\v{C}ech, \\L{}\\'od\\'z, {\\aa}, \\o re",
      'Möbius, ß, í, ç, Čech, Łódź, å, øre',
    ],
    ["``a'' -- b --- c~d", '“a” – b — c d'],
    ['\\emph{a} {\\bf b} \\href{http://x}{link} \\cite{key}\\LaTeX\\ c', 'a b link LaTeX c'],
    ['25$^{\\circ}$C and Ca$^{2+}$ at $10^{-3}$', '25°C and Ca2+ at 10^-3'],
    ['costs $1 million', 'costs $1 million'],
    ['{{DNA} of {E. coli}}', 'DNA of E. coli'],
    ['unbalanced { and \\', 'unbalanced  and '],
  ])('%j reads %j', (source, expected) => {
    expect(texToText(source, 'bibtex')).toBe(expected);
  });

  it('of any depth is read', () => {
    for (const token of ['{', '\\"{', '\\frac', '$', '^{', '\\'])
      expect(typeof texToText(token.repeat(50_000), 'bibtex')).toBe('string');
  });
});

describe('TeX in BibTeX', () => {
  it.each([
    ['Writing \\LaTeX{} and \\BibTeX{} papers', 'Writing LaTeX and BibTeX papers'],
    ['Writing \\LaTeX papers in {\\LaTeX}, \\Foo{} too', 'Writing LaTeX papers in LaTeX, Foo too'],
    ['lines in {$\\Bbb C^2$} and $\\frak g$', 'lines in C2 and g'],
    ['{\\noopsort{1973c}}1981', '1981'],
    ['{\\switchargs{--90}{1968}}', '1968–90'],
    ['\\printfirst{Smith}{Smyth} \\textbraceleft{}x', 'Smith {x'],
  ])('%j is %j', (text, expected) => {
    expect(texToText(text, 'bibtex')).toBe(expected);
  });
});
