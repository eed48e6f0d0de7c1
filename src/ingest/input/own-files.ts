/** Identifiers besides arXiv's and PubMed's that go out under their own names. */
export const SCHEMES = ['openalex', 's2', 'anthology', 'wos', 'scopus', 'mag', 'dblp'] as const;
