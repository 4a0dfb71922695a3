import { posix } from "node:path";
import type { NodeReader } from "../reader.ts";

export interface Rule {
  readonly file: string;
  readonly line: number;
  readonly text: string;
}

/** The rules of sudo, without comments; undefined where there are none to read. */
export function sudoOf(reader: NodeReader): readonly Rule[] | undefined {
  const main = rulesIn(reader, "/etc/sudoers");
  if (!main) return reader.entry("/etc/sudoers") === "absent" ? [] : undefined;
  const more = (reader.names("/etc/sudoers.d") ?? [])
    // sudo leaves out names with a dot, and those that end in a tilde.
    .filter((name) => !name.includes(".") && !name.endsWith("~"))
    .flatMap((name) => rulesIn(reader, posix.join("/etc/sudoers.d", name)) ?? []);
  return [...main, ...more];
}

function rulesIn(reader: NodeReader, file: string): readonly Rule[] | undefined {
  return reader
    .text(file)
    ?.split("\n")
    .flatMap((raw, index) => {
      const text = raw.trim();
      const isComment = text === "" || (text.startsWith("#") && !/^#include/.test(text));
      return isComment ? [] : [{ file, line: index + 1, text }];
    });
}
