import { posix } from "node:path";
import type { NodeReader } from "../reader.ts";
import type { Account } from "./accounts.ts";

export interface SshdLine {
  readonly option: string;
  readonly value: string;
  readonly file: string;
  readonly line: number;
  readonly match: string;
}

const MOST_INCLUDES = 64;

/** The lines of sshd's configuration in the order in which it reads them; undefined where there is none. */
export function sshdOf(reader: NodeReader): readonly SshdLine[] | undefined {
  if (reader.text("/etc/ssh/sshd_config") === undefined) return undefined;
  return linesOf(reader, "/etc/ssh/sshd_config", { match: "", seen: [] });
}

interface Place {
  /** The condition of the block that the file is included in. */
  readonly match: string;
  readonly seen: string[];
}

/** A block of an included file ends with it. */
function linesOf(reader: NodeReader, file: string, { match: outer, seen }: Place): SshdLine[] {
  if (seen.length >= MOST_INCLUDES || seen.includes(file)) return [];
  seen.push(file);
  let match = outer;
  return (reader.text(file) ?? "").split("\n").flatMap((raw, index) => {
    const [, option = "", value = ""] = /^\s*([A-Za-z]\w*)(?:\s*=\s*|\s+)(.*?)\s*$/.exec(raw) ?? [];
    switch (option.toLowerCase()) {
      case "":
        return [];
      case "include":
        return filesOf(value, reader).flatMap((each) => linesOf(reader, each, { match, seen }));
      case "match":
        match = /^all$/i.test(value) ? "" : value;
        return [];
      default:
        return [{ option, value: value.replace(/^"(.*)"$/, "$1"), file, line: index + 1, match }];
    }
  });
}

/** Patterns are relative to /etc/ssh; a star stands in the last part, as in distributions' own files. */
function filesOf(patterns: string, reader: NodeReader): readonly string[] {
  return patterns.split(/\s+/).flatMap((pattern) => {
    const path = posix.resolve("/etc/ssh", pattern);
    if (!path.includes("*")) return [path];
    const [before = "", after = ""] = posix.basename(path).split("*");
    const names = reader.names(posix.dirname(path)) ?? [];
    return names
      .filter((name) => name.startsWith(before) && name.endsWith(after))
      .map((name) => posix.join(posix.dirname(path), name));
  });
}

export interface CollectedKey {
  readonly user: string;
  readonly file: string;
  readonly line: number;
  readonly type: string;
  readonly comment: string;
  readonly options: readonly string[];
  readonly changed: string;
}

/** Keys that open accounts by SSH: type, comment and options, never the key itself. */
export function authorizedKeysOf(
  reader: NodeReader,
  users: readonly Account[],
  sshd: readonly SshdLine[],
): readonly CollectedKey[] {
  const patterns = sshd
    .filter(({ option }) => /^authorizedkeysfile$/i.test(option))
    .flatMap(({ value }) => value.split(/\s+/))
    .filter((each) => each !== "none");
  const wanted = patterns.length > 0 ? patterns : [".ssh/authorized_keys", ".ssh/authorized_keys2"];
  return users.flatMap((user) =>
    [...new Set(wanted)].flatMap((pattern) => {
      const path = posix.resolve(
        user.home || "/",
        pattern.replaceAll("%h", user.home).replaceAll("%u", user.name),
      );
      return keysIn(reader, path, user.name);
    }),
  );
}

function keysIn(reader: NodeReader, file: string, user: string): readonly CollectedKey[] {
  const text = reader.text(file);
  if (text === undefined) return [];
  const entry = reader.entry(file);
  const changed = entry && entry !== "absent" ? entry.stats.mtime.toISOString() : "";
  return text.split("\n").flatMap((raw, index) => {
    const key = keyOf(raw);
    return key ? [{ user, file, line: index + 1, ...key, changed }] : [];
  });
}

const KEY = /(?:^|\s)((?:sk-)?(?:ssh-|ecdsa-)[a-z0-9@.-]+)\s+\S+(?:\s+(.*))?$/;

function keyOf(raw: string): Pick<CollectedKey, "type" | "comment" | "options"> | undefined {
  const line = raw.trim();
  if (line === "" || line.startsWith("#")) return undefined;
  const [whole, type, comment = ""] = KEY.exec(line) ?? [];
  if (whole === undefined || type === undefined) return undefined;
  const before = line.slice(0, line.length - whole.length).trim();
  const options = (before.match(/(?:[^,"]|"(?:[^"\\]|\\.)*")+/g) ?? []).map(withoutValue);
  return { type, comment: comment.slice(0, 200), options };
}

/** Of options only the name, but for `from`: commands and variables may hold secrets. */
function withoutValue(option: string): string {
  return option.startsWith("from=") ? option : (option.split("=")[0] ?? "");
}
