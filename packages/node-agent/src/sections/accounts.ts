import type { NodeReader } from "../reader.ts";

/** A line of /etc/passwd with what /etc/shadow says of its password. */
export interface Account {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
  readonly home: string;
  readonly shell: string;
  readonly password: "set" | "empty" | "locked" | "unknown";
}

export interface Group {
  readonly name: string;
  readonly gid: number;
  readonly members: readonly string[];
}

/** The accounts of a node; undefined where it has no /etc/passwd. No hash of a password leaves this function. */
export function accountsOf(reader: NodeReader): readonly Account[] | undefined {
  const text = reader.text("/etc/passwd");
  if (text === undefined) return undefined;
  const shadow = reader.text("/etc/shadow");
  const hashes = new Map(
    (shadow ?? "").split("\n").map((line) => {
      const [name = "", hash = ""] = line.split(":");
      return [name, hash] as const;
    }),
  );
  return fieldsOf(text, 7).map(
    ([name = "", field = "", uid = "", gid = "", , home = "", shell = ""]) => ({
      name,
      uid: Number(uid),
      gid: Number(gid),
      home,
      shell,
      password: stateOf(field, hashes.get(name), shadow !== undefined),
    }),
  );
}

function stateOf(
  field: string,
  hash: string | undefined,
  isShadowRead: boolean,
): Account["password"] {
  if (field !== "x") return stateOfHash(field);
  if (!isShadowRead) return "unknown";
  return hash === undefined ? "locked" : stateOfHash(hash);
}

/** What begins with `!` or `*` is no hash of anything; an empty one asks for no password. */
function stateOfHash(hash: string): Account["password"] {
  if (hash === "") return "empty";
  return /^[!*]/.test(hash) ? "locked" : "set";
}

export function groupsOf(reader: NodeReader): readonly Group[] | undefined {
  const text = reader.text("/etc/group");
  if (text === undefined) return undefined;
  return fieldsOf(text, 4).map(([name = "", , gid = "", members = ""]) => ({
    name,
    gid: Number(gid),
    members: members.split(",").filter((each) => each !== ""),
  }));
}

function fieldsOf(text: string, count: number): readonly (readonly string[])[] {
  return text
    .split("\n")
    .map((line) => line.split(":"))
    .filter((fields) => fields.length >= count && /^\d+$/.test(fields[2] ?? ""));
}
