/**
 * A token is three integers: kind and details, start, end (UTF-16 offsets). `NONE` is the place that is kept
 * before everything that may turn out to be a key once the `:` is seen.
 */
export const TOKEN = {
  none: 0,
  key: 1,
  /** The first key of a block mapping, and so its beginning. */
  firstKey: 2,
  value: 3,
  mappingStart: 4,
  sequenceStart: 5,
  entry: 6,
  blockEnd: 7,
  flowSequence: 8,
  flowMapping: 9,
  flowSequenceEnd: 10,
  flowMappingEnd: 11,
  flowEntry: 12,
  anchor: 13,
  alias: 14,
  tag: 15,
  plain: 16,
  single: 17,
  double: 18,
  literal: 19,
  folded: 20,
  documentStart: 21,
  documentEnd: 22,
  directive: 23,
  streamEnd: 24,
  /** The scanner gave up here. */
  broken: 25,
} as const;

/** The bits of the first integer that hold the kind. */
export const KIND_MASK = 31;
/** The scalar's value is its source text, without folds and escapes. */
export const AS_IS = 32;
/** Block scalars: how many bits chomping (0 strip, 1 clip, 2 keep) and indentation are shifted. */
export const CHOMP_SHIFT = 6;
export const INDENT_SHIFT = 8;

/** A node's tag: `handle` is empty for a verbatim tag (`!<…>`) and for `!`. */
export interface Tag {
  readonly handle: string;
  readonly suffix: string;
}

/** What the scanner made of a text: the tokens up to the end or up to the first error. */
export interface Tokens {
  readonly data: Int32Array;
  /** Count of integers in `data` that are used. */
  readonly length: number;
  /** By the start of their token. */
  readonly tags: ReadonlyMap<number, Tag>;
}
