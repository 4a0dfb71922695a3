import { openDatabase } from "@watertight/store";
import { describeStore } from "@watertight/store/testing";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { needing } from "../../conformance/needs.ts";
import { POSTGRES, type PostgresServer, startPostgres } from "./postgres-server.ts";

describe("PostgreSQL", needing(POSTGRES), () => {
  let server: PostgresServer;
  let count = 0;
  beforeAll(async () => {
    server = await startPostgres();
  }, 180_000);
  afterAll(() => {
    server.stop();
  });

  /** A schema of its own is as good as a database, and made faster. */
  const emptySchema = async (): Promise<string> => {
    count += 1;
    const schema = `store${count}`;
    const database = await openDatabase(server.url);
    await database.query.schema.createSchema(schema).execute();
    await database.close();
    return `${server.url}?options=${encodeURIComponent(`-c search_path=${schema}`)}`;
  };

  describeStore("does what the embedded store does", async () => openDatabase(await emptySchema()));

  test("that does not answer is told in a sentence, without the password", async () => {
    await expect(openDatabase("postgres://me:secret@127.0.0.1:1/db")).rejects.toThrow(
      /^The database postgres:\/\/me@127[.]0[.]0[.]1:1\/db cannot be used: connect ECONNREFUSED 127[.]0[.]0[.]1:1[.]$/,
    );
  });
});
