/** The query language of a state: what its paths, templates and expressions are written in. */
export type QueryLanguage = 'JSONPath' | 'JSONata';
