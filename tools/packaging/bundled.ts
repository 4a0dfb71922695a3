import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** The part of esbuild's metafile that says what went into each file that it wrote. */
export interface Metafile {
  readonly outputs: Readonly<
    Record<
      string,
      { readonly inputs: Readonly<Record<string, { readonly bytesInOutput: number }>> }
    >
  >;
}

/** A package of somebody else's that is part of what is shipped. */
export interface BundledPackage {
  readonly name: string;
  readonly version: string;
  /** An SPDX expression. */
  readonly license: string;
  /** Relative to the repository, as package-lock.json names it: `node_modules/js-yaml`. */
  readonly folder: string;
  readonly texts: readonly string[];
}

/** The folders of packages of which at least a byte was written, in order. */
export function bundledFolders(metafiles: readonly Metafile[]): readonly string[] {
  const inputs = metafiles.flatMap(({ outputs }) =>
    Object.values(outputs).flatMap((output) => Object.entries(output.inputs)),
  );
  const folders = inputs
    .filter(([, { bytesInOutput }]) => bytesInOutput > 0)
    .flatMap(([path]) => /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0] ?? []);
  return [...new Set(folders)].sort();
}

/** A package as its folder describes it. One without a licence, or without the text of it, may not be shipped: an `Error` says so. */
export function readBundledPackage(root: string, folder: string): BundledPackage {
  const { name, version, license } = described(root, folder);
  const texts = textsOf(root, folder);
  const own = [texts, textsOfSiblings(root, folder), textsInReadme(root, folder)].find(
    (each) => each.length > 0,
  );
  if (typeof license !== "string" || !own) {
    throw new Error(
      `${folder} is bundled and has no licence or no text of it: what is shipped has to carry both.`,
    );
  }
  return { name, version, license, folder, texts: own };
}

interface Described {
  readonly name: string;
  readonly version: string;
  readonly license?: unknown;
  readonly repository?: { readonly url?: string };
}

function described(root: string, folder: string): Described {
  // A door: npm wrote it.
  return JSON.parse(readFileSync(join(root, folder, "package.json"), "utf8")) as Described;
}

/** Of its licence and of notices; none where there is no licence. */
function textsOf(root: string, folder: string): readonly string[] {
  const files = readdirSync(join(root, folder)).filter((file) =>
    /^(?:licen[cs]e|copying|notice)(?:[.-]|$)/i.test(file),
  );
  if (files.every((file) => /^notice/i.test(file))) return [];
  return files.sort().map((file) => readFileSync(join(root, folder, file), "utf8").trim());
}

/** Some packages of one repository leave its licence out of what they publish: that of another one of the same, under the same licence, is theirs. */
function textsOfSiblings(root: string, folder: string): readonly string[] {
  const [, scope] = /^(.*\/@[^/]+)\/[^/]+$/.exec(folder) ?? [];
  const { license, repository } = described(root, folder);
  if (scope === undefined || repository?.url === undefined) return [];
  for (const name of readdirSync(join(root, scope)).sort()) {
    const sibling = described(root, `${scope}/${name}`);
    const texts = textsOf(root, `${scope}/${name}`);
    if (
      sibling.license === license &&
      sibling.repository?.url === repository.url &&
      texts.length > 0
    )
      return texts;
  }
  return [];
}

/** Some packages have the whole text of their licence at the end of what they say of themselves, and nowhere else. */
function textsInReadme(root: string, folder: string): readonly string[] {
  const file = readdirSync(join(root, folder)).find((name) => /^readme[.]md$/i.test(name));
  const text = file === undefined ? "" : readFileSync(join(root, folder, file), "utf8");
  const [, licence = ""] = /^#+ *licen[cs]e *\n([^]*)$/im.exec(text) ?? [];
  return /permission is hereby granted/i.test(licence) ? [licence.trim()] : [];
}

/** What is bundled by the metafiles that tools/bundle.mjs left in packages/cli/dist: `bundle.meta.json`, and `bundle-….meta.json` of its parts. */
export function bundledPackages(root: string): readonly BundledPackage[] {
  const dist = join(root, "packages/cli/dist");
  const files = readdirSync(dist).filter((file) => /^bundle(?:-[\w-]+)?[.]meta[.]json$/.test(file));
  if (!files.includes("bundle.meta.json")) {
    throw new Error("The command is not bundled yet: run npm run build.");
  }
  // A door: esbuild wrote them.
  const metafiles = files.map(
    (file) => JSON.parse(readFileSync(join(dist, file), "utf8")) as Metafile,
  );
  return bundledFolders(metafiles)
    .map((folder) => readBundledPackage(root, folder))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}
