import { createRequire } from "node:module";
import { StoreFailure } from "./database.ts";
import type { EmbeddedLibrary, EmbeddedStatement, EmbeddedValue } from "./embedded-statement.ts";

/** A way to open a file; undefined where it is not to be had here. */
type Opener = (file: string) => EmbeddedLibrary | undefined;

/** The first Node whose own SQLite needs no flag. */
const OWN_SINCE = [22, 13] as const;

/** Opens a file of SQLite by what Node itself has, else by `libsql`, which Node 20 needs; throws a sentence that says what to install. */
export function openLibrary(
  file: string,
  openers: readonly Opener[] = [openOwn, openLibsql],
): EmbeddedLibrary {
  for (const open of openers) {
    const library = open(file);
    if (library) return library;
  }
  throw new StoreFailure(
    `Node.js ${process.versions.node} has no SQLite of its own: run the server with Node.js ${OWN_SINCE.join(".")} or later, install "libsql" beside the command (npm install libsql), or give --database postgres://…`,
  );
}

/** SQLite of Node itself. */
function openOwn(file: string): EmbeddedLibrary | undefined {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  if (major < OWN_SINCE[0] || (major === OWN_SINCE[0] && minor < OWN_SINCE[1])) return undefined;
  // A door: as its documentation says.
  const own = withoutWarnings(() => loaded("node:sqlite")) as OwnModule | undefined;
  if (!own) return undefined;
  const database = new own.DatabaseSync(file);
  return {
    name: "node:sqlite",
    prepare: (sql) => {
      const statement = database.prepare(sql);
      return {
        isReader: givesRows(sql),
        all: (values) => statement.all(...values),
        run: (values) => statement.run(...values),
      };
    },
    execute: (sql) => {
      database.exec(sql);
    },
    close: () => {
      database.close();
    },
  };
}

/** `libsql`, whose binaries are npm packages. */
export function openLibsql(file: string): EmbeddedLibrary | undefined {
  // A door: as its documentation says.
  const Libsql = loaded("libsql") as LibsqlModule | undefined;
  if (!Libsql) return undefined;
  const database = new Libsql(file);
  return {
    name: "libsql",
    prepare: (sql): EmbeddedStatement => {
      const statement = database.prepare(sql);
      return {
        isReader: givesRows(sql),
        // It tells `undefined` and an empty list of values apart.
        all: (values) => statement.all([...values]),
        run: (values) => statement.run([...values]),
      };
    },
    execute: (sql) => {
      database.exec(sql);
    },
    close: () => {
      database.close();
    },
  };
}

interface OwnModule {
  readonly DatabaseSync: new (
    file: string,
  ) => {
    readonly prepare: (sql: string) => {
      readonly all: (...values: readonly EmbeddedValue[]) => readonly unknown[];
      readonly run: (...values: readonly EmbeddedValue[]) => {
        readonly changes: number;
        readonly lastInsertRowid: number | bigint;
      };
    };
    readonly exec: (sql: string) => void;
    readonly close: () => void;
  };
}

type LibsqlModule = new (
  file: string,
) => {
  readonly prepare: (sql: string) => {
    readonly all: (values: readonly EmbeddedValue[]) => readonly unknown[];
    readonly run: (values: readonly EmbeddedValue[]) => {
      readonly changes: number;
      readonly lastInsertRowid: number | bigint;
    };
  };
  readonly exec: (sql: string) => void;
  readonly close: () => void;
};

/** A module that may be absent. */
function loaded(name: string): unknown {
  try {
    return createRequire(import.meta.url)(name);
  } catch {
    return undefined;
  }
}

/** Node 22 calls its SQLite experimental, once, in the middle of what the server writes. */
function withoutWarnings<Result>(work: () => Result): Result {
  const told = process.emitWarning.bind(process);
  process.emitWarning = () => undefined;
  try {
    return work();
  } finally {
    process.emitWarning = told;
  }
}

/** Of the statements that the query builder writes. */
function givesRows(sql: string): boolean {
  return /^\s*(?:select|with|pragma)\b/i.test(sql) || /\breturning\b/i.test(sql);
}
