/** Names that fieldmap's own exports use in formats that have none for these things. */

/** Field or note with the id of a paper that neither DOI nor title gives. */
export const ID_NAME = 'fieldmap-id';

/** Begins the keyword that holds a paper's topic. */
export const TOPIC_MARK = 'fieldmap: ';

/** Identifiers besides arXiv's and PubMed's that go out under their own names. */
export const SCHEMES = ['openalex', 's2', 'anthology', 'wos', 'scopus', 'mag', 'dblp'] as const;
