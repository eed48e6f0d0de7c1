/** What reading and writing of bibliographies must agree on for a paper to come back as it went out. */

/** Field or note with the id of a paper that neither DOI nor title gives. */
export const ID_NAME = 'fieldmap-id';

/** Begins the keyword that holds a paper's topic; reading takes it off again. */
export const TOPIC_MARK = 'fieldmap: ';

/** BibTeX fields that hold a venue, the first that is filled counts. */
export const VENUE_FIELDS = [
  'journaltitle',
  'journal',
  'booktitle',
  'eventtitle',
  'maintitle',
  'publication',
  'series',
  'school',
  'institution',
  'organization',
] as const;
