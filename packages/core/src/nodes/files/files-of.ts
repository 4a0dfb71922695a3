import type { FileFact, NodeFacts } from "../facts/node-facts.ts";
import { flagOf, startOf } from "../settings/programs.ts";
import { alternatives, FILE_ROLES, type FileRole, matchesPlace } from "./roles.ts";

/** The files of a role on a node. */
export type RoleFiles =
  | { readonly files: readonly FileFact[] }
  /** Everything was looked at, and none is there. */
  | { readonly absent: string }
  | { readonly unknown: string };

/** The files of a role on a node: those that a source says are, those that flags name, else those of the usual places. */
export function filesOfRole(
  facts: NodeFacts,
  name: string,
  further: readonly string[] = [],
): RoleFiles {
  const role = FILE_ROLES.get(name);
  if (!role) return { unknown: "no such file is known" };
  const said = facts.files.filter((each) => each.role === name && each.type !== "absent");
  if (said.length > 0) return { files: said };
  const named = [...namedPaths(facts, role), ...further];
  const wanted = named.length > 0 ? named : role.paths.flatMap(alternatives);
  const found = facts.files.filter(
    ({ path, type }) => type !== "absent" && wanted.some((pattern) => matchesPlace(path, pattern)),
  );
  const judged = withoutFolders(
    found.map((each) => ledTo(each, facts)),
    wanted,
  );
  if (judged.length > 0) return { files: unique(judged) };
  return missing(facts, role, wanted);
}

function namedPaths(facts: NodeFacts, { flag }: FileRole): readonly string[] {
  if (!flag) return [];
  const [program, name] = flag;
  const start = startOf(facts, program);
  if (start === "not-there" || "unknown" in start) return [];
  const value = flagOf(start, name)?.value ?? "";
  return value.startsWith("/") ? [value] : [];
}

/** The permissions of a link say nothing: those of what it leads to count. */
function ledTo(file: FileFact, { files }: NodeFacts): FileFact {
  if (file.type !== "link") return file;
  return files.find(({ path, type }) => path === file.linkTarget && type !== "absent") ?? file;
}

/** What a pattern means is files; a folder only where it is named itself. */
function withoutFolders(
  files: readonly FileFact[],
  wanted: readonly string[],
): readonly FileFact[] {
  return files.filter(
    ({ path, type }) =>
      type !== "directory" || wanted.includes(path) || wanted.some((each) => each.endsWith("**")),
  );
}

function unique(files: readonly FileFact[]): readonly FileFact[] {
  return [...new Map(files.map((each) => [each.path, each])).values()];
}

function missing(facts: NodeFacts, { title }: FileRole, wanted: readonly string[]): RoleFiles {
  const unlooked = wanted.find((pattern) => !isLookedAt(facts, pattern));
  if (unlooked === undefined) return { absent: `${title} is not there` };
  const reason = facts.notRead.find(({ what }) => what === unlooked)?.reason;
  return { unknown: `${unlooked} was not looked at${reason === undefined ? "" : `: ${reason}`}` };
}

/** Whether the facts would hold a file if it were there. */
function isLookedAt({ files }: NodeFacts, pattern: string): boolean {
  const fixed = pattern.includes("*")
    ? pattern.slice(0, pattern.lastIndexOf("/", pattern.indexOf("*")))
    : pattern;
  return files.some(({ path, type, listed }) => {
    if (type === "absent") return fixed === path || fixed.startsWith(`${path}/`);
    return (
      listed &&
      (fixed === path || fixed.startsWith(`${path}/`)) &&
      type === "directory" &&
      isDirectlyIn(fixed, path, pattern)
    );
  });
}

/** A listed folder says what lies in it, not what lies in its folders. */
function isDirectlyIn(fixed: string, folder: string, pattern: string): boolean {
  if (pattern.includes("*")) return fixed === folder;
  return !fixed.slice(folder.length + 1).includes("/");
}
