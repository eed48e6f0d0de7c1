/** TeX commands and what they stand for. Combining characters are put together with their letter by NFC. */

/** Accents by sign or letter: the combining character that follows the base letter. */
export const ACCENTS: Readonly<Record<string, string>> = {
  '`': '\u0300',
  "'": '\u0301',
  '^': '\u0302',
  '~': '\u0303',
  '=': '\u0304',
  '.': '\u0307',
  '"': '\u0308',
  u: '\u0306',
  v: '\u030c',
  H: '\u030b',
  c: '\u0327',
  k: '\u0328',
  r: '\u030a',
  d: '\u0323',
  b: '\u0331',
  t: '\u0361',
  h: '\u0309',
  G: '\u030f',
  acute: '\u0301',
  grave: '\u0300',
  hat: '\u0302',
  widehat: '\u0302',
  tilde: '\u0303',
  widetilde: '\u0303',
  bar: '\u0304',
  vec: '\u20d7',
  dot: '\u0307',
  ddot: '\u0308',
  check: '\u030c',
  breve: '\u0306',
  mathring: '\u030a',
  overline: '\u0304',
};

const words = (text: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    text
      .trim()
      .split(/\s+/)
      .map((pair) => pair.split('=', 2) as [string, string]),
  );

const GREEK = words(`
  alpha=α beta=β gamma=γ delta=δ epsilon=ε varepsilon=ε zeta=ζ eta=η theta=θ vartheta=ϑ iota=ι kappa=κ lambda=λ mu=μ nu=ν
  xi=ξ omicron=ο pi=π varpi=ϖ rho=ρ varrho=ϱ sigma=σ varsigma=ς tau=τ upsilon=υ phi=φ varphi=φ chi=χ psi=ψ omega=ω
  Gamma=Γ Delta=Δ Theta=Θ Lambda=Λ Xi=Ξ Pi=Π Sigma=Σ Upsilon=Υ Phi=Φ Psi=Ψ Omega=Ω
  textalpha=α textbeta=β textgamma=γ textdelta=δ textmu=μ textOmega=Ω upmu=μ upalpha=α upbeta=β upgamma=γ`);

const LETTERS = words(`
  ss=ß SS=ẞ o=ø O=Ø l=ł L=Ł ae=æ AE=Æ oe=œ OE=Œ aa=å AA=Å i=ı j=ȷ dh=ð DH=Ð th=þ TH=Þ dj=đ DJ=Đ ng=ŋ NG=Ŋ
  textcommabelow=, cprime=ʹ`);

const SIGNS = words(`
  textendash=– textemdash=— textquoteleft=‘ textquoteright=’ textquotedblleft=“ textquotedblright=” textquotesingle=' textquotedbl="
  guillemotleft=« guillemotright=» guillemetleft=« guillemetright=» guilsinglleft=‹ guilsinglright=› quotedblbase=„ quotesinglbase=‚
  flqq=« frqq=» flq=‹ frq=› glqq=„ grqq=“ lq=‘ rq=’ textasciitilde=~ textasciicircum=^ textasciigrave=\` textbackslash=\\ backslash=\\
  textbar=| textless=< textgreater=> textunderscore=_ textdollar=$ textbraceleft={ textbraceright=} lbrace={ rbrace={ textasteriskcentered=* ast=*
  textbullet=• bullet=• textperiodcentered=· cdot=· cdotp=· dots=… ldots=… textellipsis=… cdots=⋯ vdots=⋮ ddots=⋱ hellip=…
  textregistered=® textcopyright=© copyright=© texttrademark=™ textsection=§ S=§ textparagraph=¶ P=¶ textdagger=† dag=† dagger=† ddag=‡ ddagger=‡
  textdegree=° degree=° circ=∘ celsius=℃ textcelsius=℃ textmugreek=μ micro=μ texteuro=€ euro=€ EUR=€ pounds=£ textsterling=£ textyen=¥ textcent=¢
  textnumero=№ textordfeminine=ª textordmasculine=º textonehalf=½ textonequarter=¼ textthreequarters=¾ textexclamdown=¡ textquestiondown=¿
  textsuperscript= textsubscript= textvisiblespace=␣ textcompwordmark= hfill= par= newline= linebreak= noindent= protect= relax= ignorespaces=
  times=× texttimes=× div=÷ pm=± textpm=± mp=∓ leq=≤ le=≤ leqslant=≤ geq=≥ ge=≥ geqslant=≥ neq=≠ ne=≠ approx=≈ sim=∼ simeq=≃ cong=≅ equiv=≡
  propto=∝ ll=≪ gg=≫ lesssim=≲ gtrsim=≳ prec=≺ succ=≻ in=∈ notin=∉ ni=∋ subset=⊂ supset=⊃ subseteq=⊆ supseteq=⊇ cup=∪ cap=∩ bigcup=⋃ bigcap=⋂
  setminus=∖ emptyset=∅ varnothing=∅ forall=∀ exists=∃ nexists=∄ neg=¬ lnot=¬ land=∧ wedge=∧ lor=∨ vee=∨ oplus=⊕ otimes=⊗ odot=⊙
  to=→ rightarrow=→ textrightarrow=→ longrightarrow=→ leftarrow=← gets=← leftrightarrow=↔ Rightarrow=⇒ Leftarrow=⇐ Leftrightarrow=⇔ iff=⇔ implies=⇒
  mapsto=↦ uparrow=↑ downarrow=↓ hookrightarrow=↪ rightleftharpoons=⇌ infty=∞ partial=∂ nabla=∇ sum=∑ prod=∏ coprod=∐ int=∫ oint=∮ surd=√
  angle=∠ perp=⊥ parallel=∥ mid=| vert=| Vert=‖ lVert=‖ rVert=‖ lvert=| rvert=| langle=⟨ rangle=⟩ lfloor=⌊ rfloor=⌋ lceil=⌈ rceil=⌉
  hbar=ℏ ell=ℓ Re=ℜ Im=ℑ aleph=ℵ wp=℘ prime=′ star=⋆ diamond=⋄ triangle=△ square=□ Box=□ checkmark=✓ top=⊤ bot=⊥ vdash=⊢ models=⊨
  sphericalangle=∢ therefore=∴ because=∵ bigcirc=◯ ltimes=⋉ rtimes=⋊ bowtie=⋈ asymp=≍ doteq=≐ triangleq=≜ coloneqq=≔
  imath=ı jmath=ȷ textsc= AA=Å angstrom=Å permil=‰ hyphen=- textminus=− textquotedbl=" textperthousand=‰`);

/** Letters and signs by name. */
export const SYMBOLS: ReadonlyMap<string, string> = new Map(
  Object.entries({ ...GREEK, ...SIGNS, ...LETTERS, rbrace: '}', textcommabelow: '' }),
);

/** Blanks of all widths. */
export const SPACES = new Set([
  'quad',
  'qquad',
  'space',
  'enspace',
  'enskip',
  'thinspace',
  'medspace',
  'hspace',
  'vspace',
  'nobreakspace',
  'newblock',
]);

/** Commands whose argument is no text: it goes with them. */
export const DROPPED = new Set([
  'cite',
  'citep',
  'citet',
  'citealp',
  'citeauthor',
  'ref',
  'eqref',
  'label',
  'pageref',
  'vspace',
  'hspace',
  'color',
  'includegraphics',
  'index',
  'footnotemark',
  'footnote',
  'thanks',
  // The second argument is the text.
  'foreignlanguage',
  'bibinfo',
  'textcolor',
  'colorbox',
  'hskip',
  'vskip',
  'phantom',
  'hphantom',
  'selectlanguage',
  'fontsize',
  // Keys to sort by, as BibTeX's own example has them.
  'noopsort',
  'NoopSort',
  'SortNoop',
  'sortnoop',
  'noop',
]);

/** Names that are written as commands and read as words. */
export const LOGOS: ReadonlyMap<string, string> = new Map(
  (
    'TeX LaTeX BibTeX BibLaTeX XeTeX XeLaTeX LuaTeX LuaLaTeX pdfTeX pdfLaTeX ConTeXt MiKTeX AmS AmSTeX AmSLaTeX ' +
    'METAFONT MetaPost KOMAScript LyX SLiTeX PiCTeX TikZ'
  )
    .split(' ')
    .map((name): [string, string] => [name, name])
    .concat([['LaTeXe', 'LaTeX2e']]),
);

/** Commands that change the type only: their argument stays. */
export const STYLES = new Set([
  'textit',
  'textbf',
  'textrm',
  'textsc',
  'textsf',
  'texttt',
  'textsl',
  'textup',
  'textmd',
  'textnormal',
  'textln',
  'emph',
  'underline',
  'uline',
  'mathit',
  'mathbf',
  'mathrm',
  'mathsf',
  'mathtt',
  'mathcal',
  'mathbb',
  'mathfrak',
  'mathscr',
  'mathnormal',
  'boldsymbol',
  'bm',
  'pmb',
  'text',
  'mbox',
  'hbox',
  'fbox',
  'ensuremath',
  'operatorname',
  'mathop',
  'mathord',
  'mathrel',
  'mathbin',
  'rm',
  'bf',
  'it',
  'em',
  'sc',
  'sf',
  'tt',
  'sl',
  'cal',
  'Cal',
  'Bbb',
  'bold',
  'roman',
  'frak',
  'goth',
  'scr',
  'mit',
  'bfseries',
  'itshape',
  'scshape',
  'rmfamily',
  'sffamily',
  'ttfamily',
  'normalfont',
  'upshape',
  'mdseries',
  'left',
  'right',
  'big',
  'Big',
  'bigl',
  'bigr',
  'Bigl',
  'Bigr',
  'bigg',
  'Bigg',
  'displaystyle',
  'textstyle',
  'scriptstyle',
  'limits',
  'nolimits',
  'footnotesize',
  'small',
  'large',
  'Large',
  'tiny',
  'scriptsize',
  'normalsize',
  'url',
  'path',
  'nolinkurl',
  'enquote',
  'mkbibquote',
  'mkbibemph',
  'mkbibbold',
  'mkbibitalic',
  'num',
  'si',
  'unit',
  'ce',
  'chem',
  'textsubscript',
  'nocase',
  'textquoted',
  'MakeUppercase',
  'MakeLowercase',
  'textgreek',
  'cyr',
  'fontencoding',
  'selectfont',
  'uppercase',
  'lowercase',
  'acro',
  'ac',
  'natexlab',
  'bibnamefont',
  'bibfnamefont',
  'hyp',
  'leavevmode',
  'xspace',
]);
