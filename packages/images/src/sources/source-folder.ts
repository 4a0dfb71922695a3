import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import {
  type FoundPackages,
  type NotRead,
  type Package,
  type PackageReader,
  sourceReaderOf,
  withPurl,
} from "@watertight/core/images";
import { TOOLS } from "../layers/inflate.ts";
import { messageOf } from "../message.ts";
import type { ReadImage } from "../read-image.ts";

/** What others have written, and what versioning keeps. */
const PASSED_OVER: ReadonlySet<string> = new Set([
  "node_modules",
  ".git",
  "vendor",
  ".venv",
  "venv",
  "target",
  "__pycache__",
]);

/** Reads a folder of sources: its lockfiles and Containerfiles, wherever they lie in it. Symlinks are not followed. */
export async function readSources(folder: string): Promise<ReadImage> {
  const packages: Package[] = [];
  const notRead: NotRead[] = [];
  const take = (found: FoundPackages): void => {
    packages.push(...found.packages.map((each) => withPurl(each, undefined)));
    notRead.push(...found.notRead);
  };
  const walk = async (path: string): Promise<void> => {
    const place = join(folder, path);
    const entries = await readdir(place, { withFileTypes: true }).catch((error: unknown) => {
      notRead.push({ path: path || ".", reason: messageOf(error) });
      return [];
    });
    const names = new Set(entries.map(({ name }) => name));
    for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const inner = path === "" ? entry.name : `${path}/${entry.name}`;
      if (entry.isDirectory() && !PASSED_OVER.has(entry.name)) await walk(inner);
      const reader = entry.isFile() ? sourceReaderOf(entry.name) : undefined;
      if (reader) take(await readOne(join(place, entry.name), inner, reader));
    }
    const lacking = await withoutLock(folder, path, names);
    if (lacking) notRead.push(lacking);
  };
  await walk("");
  return {
    reference: folder,
    digest: "",
    indexDigest: "",
    isSource: true,
    layers: [],
    packages,
    notRead,
    configuration: undefined,
    configurationSecrets: [],
    fileSecrets: [],
    setuidFiles: [],
  };
}

async function readOne(place: string, path: string, reader: PackageReader): Promise<FoundPackages> {
  try {
    const { size } = await stat(place);
    if (size > reader.longest)
      return {
        packages: [],
        notRead: [{ path, reason: `it is longer than ${reader.longest} bytes` }],
      };
    const bytes = await readFile(place);
    return reader.read({ path, bytes, text: () => bytes.toString("utf8") }, TOOLS);
  } catch (error) {
    return { packages: [], notRead: [{ path, reason: messageOf(error) }] };
  }
}

const LOCKS_OF_NPM = ["package-lock.json", "npm-shrinkwrap.json", "yarn.lock", "pnpm-lock.yaml"];

/** A `package.json` that depends on something and has no lockfile, beside it or above. */
async function withoutLock(
  folder: string,
  path: string,
  names: ReadonlySet<string>,
): Promise<NotRead | undefined> {
  if (!names.has("package.json")) return undefined;
  const text = await readFile(join(folder, path, "package.json"), "utf8").catch(() => "");
  if (!/"(?:dependencies|optionalDependencies)"\s*:\s*\{\s*"/.test(text)) return undefined;
  for (let above = path; ; above = above.slice(0, Math.max(0, above.lastIndexOf("/")))) {
    const here = await readdir(join(folder, above)).catch((): string[] => []);
    if (here.some((name) => LOCKS_OF_NPM.includes(name))) return undefined;
    if (above === "") break;
  }
  const name = path === "" ? "package.json" : `${path}/package.json`;
  return { path: name, reason: "it has no lockfile, so that the versions are not known" };
}
