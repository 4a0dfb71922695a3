import {
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  Kysely,
  type QueryResult,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from "kysely";
import type { Tables } from "../tables.ts";
import type { Database } from "./database.ts";
import { openLibrary } from "./embedded-library.ts";
import type { EmbeddedLibrary, EmbeddedStatement, EmbeddedValue } from "./embedded-statement.ts";

const MEMORY = ":memory:";
/** How many prepared statements are kept. */
const PREPARED = 200;

/** Opens a database in a file, which is made where it is not there; `:memory:` is one that is gone when it is closed. */
export function openEmbedded(
  file: string,
  open: (file: string) => EmbeddedLibrary = openLibrary,
): Database {
  const query = kyselyOf(opened(file, open), "begin immediate");
  // In memory each connection would have a database of its own.
  const reading = file === MEMORY ? query : kyselyOf(opened(file, open), "begin");
  return {
    ...{ kind: "embedded", place: file, query, reading },
    close: async () => {
      await query.destroy();
      if (reading !== query) await reading.destroy();
    },
  };
}

function opened(file: string, open: (file: string) => EmbeddedLibrary): EmbeddedLibrary {
  const library = open(file);
  // Whoever else is writing is waited for, from here on.
  library.execute("pragma busy_timeout = 10000");
  // A writer does not keep readers waiting; what is committed is on disk before it is said to be.
  if (file !== MEMORY) library.execute("pragma journal_mode = wal");
  library.execute("pragma synchronous = full");
  library.execute("pragma foreign_keys = on");
  library.execute("pragma cache_size = -16000");
  return library;
}

/** Who will write says so at once: two that read first and then write would refuse each other. */
type Begin = "begin" | "begin immediate";

function kyselyOf(library: EmbeddedLibrary, begin: Begin): Kysely<Tables> {
  return new Kysely<Tables>({ dialect: dialectOf(library, begin) });
}

function dialectOf(library: EmbeddedLibrary, begin: Begin): Dialect {
  return {
    createAdapter: () => new SqliteAdapter(),
    createQueryCompiler: () => new SqliteQueryCompiler(),
    createIntrospector: (query) => new SqliteIntrospector(query),
    createDriver: () => driverOf(library, begin),
  };
}

/** One connection, which whoever asks first has first: a transaction keeps all others waiting. */
function driverOf(library: EmbeddedLibrary, begin: Begin): Driver {
  const connection = connectionOf(library);
  let last: Promise<void> = Promise.resolve();
  let release: () => void = () => undefined;
  const execute = (sql: string): Promise<void> => {
    library.execute(sql);
    return Promise.resolve();
  };
  return {
    init: () => Promise.resolve(),
    acquireConnection: async () => {
      const before = last;
      let settle: () => void = () => undefined;
      last = new Promise((resolve) => {
        settle = resolve;
      });
      await before;
      release = settle;
      return connection;
    },
    releaseConnection: () => {
      release();
      return Promise.resolve();
    },
    beginTransaction: () => execute(begin),
    commitTransaction: () => execute("commit"),
    rollbackTransaction: () => execute("rollback"),
    destroy: () => {
      library.close();
      return Promise.resolve();
    },
  };
}

function connectionOf(library: EmbeddedLibrary): DatabaseConnection {
  const prepared = new Map<string, EmbeddedStatement>();
  const statementOf = (sql: string): EmbeddedStatement => {
    const known = prepared.get(sql);
    if (known) return known;
    const statement = library.prepare(sql);
    const [oldest] = prepared.keys();
    if (prepared.size >= PREPARED && oldest !== undefined) prepared.delete(oldest);
    prepared.set(sql, statement);
    return statement;
  };
  return {
    executeQuery: <Row>({ sql, parameters }: CompiledQuery): Promise<QueryResult<Row>> => {
      const statement = statementOf(sql);
      // A door: the query builder passes on what callers gave it, which the tables' types hold to these.
      const values = parameters as readonly EmbeddedValue[];
      if (statement.isReader) {
        return Promise.resolve({ rows: statement.all(values) as Row[] });
      }
      const { changes } = statement.run(values);
      return Promise.resolve({ rows: [], numAffectedRows: BigInt(changes) });
    },
    streamQuery: () => {
      throw new Error("This database gives no streams.");
    },
  };
}
