import type { Account, ChangeInContext } from "./account.ts";
import type { FileDifference, FileRecord } from "./model.ts";
import type { PackageFile, Surroundings } from "./surroundings.ts";

/** Permissions that a change may not bring without being told: setuid, setgid, and writing for everybody. */
const DANGEROUS = 0o6002;

/**
 * A package that came, went or has another version accounts for its files as far as its database can tell: the content by its digest, a link by
 * where it leads. A database that says another digest for the same version was changed itself, and accounts for nothing.
 */
export function explainByPackage(asked: ChangeInContext): Account | undefined {
  const { change, before, after, around } = asked;
  const { after: now } = change;
  if (now === undefined) return explainRemoval(asked);
  const owner = around.packageFile(change.path);
  if (owner === undefined) return undefined;
  const old = before.packages.get(owner.package);
  if (after.packages.get(owner.package) !== owner.version) return undefined;
  if (old === owner.version) return unchangedVersion(asked, owner);
  const missing = change.differences.filter((each) => !isTold(each, now, owner, asked));
  const [first] = missing;
  if (first !== undefined) {
    const remark = `${titleOf(owner)} came since, and does not account for the ${WORDS[first]} of this path.`;
    return { remark };
  }
  const because =
    old === undefined
      ? `${titleOf(owner)} was installed since, and its database has ${whatItHas(now)}.`
      : `${nameOf(owner)} went from ${old} to ${owner.version}, and its database has ${whatItHas(now)}.`;
  return { explanation: { by: "package", because } };
}

function unchangedVersion(
  { change, around }: ChangeInContext,
  owner: PackageFile,
): Account | undefined {
  const { after: now } = change;
  if (owner.isConfiguration || now?.type !== "file" || owner.digest === undefined) return undefined;
  const is = around.digestOf(change.path, owner.digest.algorithm) === owner.digest.hex;
  return {
    remark: is
      ? `The database of the ${titleOf(owner).slice("The ".length)} has this content, though the version is that of the baseline: it was put back, or the database was changed too.`
      : `${titleOf(owner)} has another content for it.`,
  };
}

function explainRemoval({ change, before, after, around }: ChangeInContext): Account | undefined {
  const name = change.before?.package;
  if (name === undefined) return undefined;
  const old = before.packages.get(name);
  const now = after.packages.get(name);
  if (old === now || old === undefined) return undefined;
  if (around.packageFile(change.path)?.package === name) {
    return {
      remark: `${name.replace("/", " package ")} ${now ?? ""} still says that it has this path.`,
    };
  }
  const called = name.slice(name.indexOf("/") + 1);
  const because =
    now === undefined
      ? `The package ${called} ${old}, which had it, was removed.`
      : `The package ${called}, which had it, went from ${old} to ${now} and has it no more.`;
  return { explanation: { by: "package", because } };
}

function isTold(
  difference: FileDifference,
  now: FileRecord,
  owner: PackageFile,
  asked: ChangeInContext,
): boolean {
  // Neither owners nor attributes are in any database that is read here.
  if (difference === "owner" || difference === "attributes" || difference === "removed")
    return false;
  if (difference === "links") return true;
  return (
    modeIsTold(now, owner, asked) && (difference === "mode" || isAsPackaged(now, owner, asked))
  );
}

function isAsPackaged(now: FileRecord, owner: PackageFile, { around }: ChangeInContext): boolean {
  const { digest, target } = owner;
  if (now.type === "directory") return true;
  if (now.type === "link") {
    return target === undefined ? leadsWithin(now, owner, around) : target === now.target;
  }
  if (now.type !== "file" || digest === undefined) return false;
  return around.digestOf(now.path, digest.algorithm) === digest.hex;
}

/** A link of a package whose database keeps no targets: it leads to a path of the same package, whose content is as packaged. */
function leadsWithin(now: FileRecord, owner: PackageFile, around: Surroundings): boolean {
  const target = resolved(now.path, now.target ?? "");
  const there = around.packageFile(target);
  if (there?.package !== owner.package || there.digest === undefined) return false;
  return around.digestOf(target, there.digest.algorithm) === there.digest.hex;
}

function resolved(path: string, target: string): string {
  const parts = target.startsWith("/") ? [] : path.split("/").slice(1, -1);
  for (const part of target.split("/")) {
    if (part === "..") parts.pop();
    else if (part !== "" && part !== ".") parts.push(part);
  }
  return `/${parts.join("/")}`;
}

function modeIsTold(now: FileRecord, owner: PackageFile, { change }: ChangeInContext): boolean {
  if (now.type === "link") return true;
  if (owner.mode !== undefined) return owner.mode === now.mode;
  const gained = now.mode & ~(change.before?.mode ?? 0);
  return (gained & DANGEROUS) === 0;
}

const WORDS: Readonly<Record<FileDifference, string>> = {
  added: "content or permissions",
  removed: "removal",
  type: "type",
  content: "content",
  mode: "permissions",
  owner: "owner",
  target: "target",
  links: "number of names",
  attributes: "extended attributes",
};

function whatItHas({ type }: FileRecord): string {
  if (type === "link") return "this link";
  return type === "directory" ? "this folder" : "this content";
}

function nameOf(owner: PackageFile): string {
  return `The package ${owner.package.slice(owner.package.indexOf("/") + 1)}`;
}

function titleOf(owner: PackageFile): string {
  return `${nameOf(owner)} ${owner.version}`;
}
