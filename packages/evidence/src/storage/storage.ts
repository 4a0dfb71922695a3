/** A place that keeps bytes under keys of letters, digits, `-`, `.` and `/`. */
export interface Storage {
  /** For people: where it is. */
  readonly name: string;
  /** Writes what is not there yet; `false` where the key is taken, which is left as it is. Once it returns, the bytes last. */
  readonly create: (key: string, bytes: Uint8Array, lock?: Lock) => Promise<boolean>;
  /** Undefined where there is nothing. */
  readonly read: (key: string) => Promise<Uint8Array | undefined>;
  /** Keys that begin so, in order. */
  readonly list: (prefix: string) => Promise<readonly string[]>;
  /** Nothing, where there is nothing; throws where it is locked. */
  readonly remove: (key: string) => Promise<void>;
  /** Keeps it from being removed, or no longer; nothing where the storage cannot. */
  readonly hold: (key: string, held: boolean) => Promise<void>;
  /** Whether it keeps others from changing or removing what is locked; a clause that says how, or why not. */
  readonly locking: () => Promise<{ readonly isOffered: boolean; readonly because: string }>;
}

/** Until when the storage itself refuses to remove something. */
export interface Lock {
  /** RFC 3339. */
  readonly until: string;
}
