/** A value that an embedded database takes and gives. */
export type EmbeddedValue = bigint | number | string | Uint8Array | null;

/** A statement of either embedded library: what both have. */
export interface EmbeddedStatement {
  /** Whether it gives rows. */
  readonly isReader: boolean;
  readonly all: (values: readonly EmbeddedValue[]) => readonly unknown[];
  readonly run: (values: readonly EmbeddedValue[]) => {
    readonly changes: number;
    readonly lastInsertRowid: number | bigint;
  };
}

/** A file of SQLite that is open. */
export interface EmbeddedLibrary {
  /** What opened it: `node:sqlite` or `libsql`. */
  readonly name: string;
  readonly prepare: (sql: string) => EmbeddedStatement;
  readonly execute: (sql: string) => void;
  readonly close: () => void;
}
