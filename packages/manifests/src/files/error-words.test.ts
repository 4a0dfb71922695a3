import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { errorWords } from "./error-words.ts";

it("says what the operating system means, without its code", () => {
  const errno = (code: string, number: number): Error =>
    Object.assign(new Error(`${code}: words, open 'x'`), { code, errno: number });
  expect(errorWords(errno("ENOSPC", -28))).toBe("no space is left on the device");
  expect(errorWords(errno("EMFILE", -24))).toBe("too many open files");
  expect(() => readFileSync("/none/of/that/name")).toThrow(
    expect.toSatisfy((error) => errorWords(error) === "there is no such file or folder"),
  );
});

it("other errors speak for themselves", () => {
  expect(errorWords(new TypeError("no such thing."))).toBe("no such thing");
  expect(errorWords("odd")).toBe("odd");
});
