import { expect, test } from "vitest";
import { openLibrary, openLibsql } from "./embedded-library.ts";

test("where there is no SQLite, a sentence says what to do", () => {
  expect(() => openLibrary(":memory:", [() => undefined])).toThrow(
    /^Node[.]js [\d.]+ has no SQLite of its own: run the server with Node[.]js 22[.]13 or later, install "libsql" beside the command \(npm install libsql\), or give --database postgres:/,
  );
});

test("the first library that is here is taken", () => {
  const library = openLibrary(":memory:", [() => undefined, openLibsql]);
  expect(library.name).toBe("libsql");
  library.close();
});
