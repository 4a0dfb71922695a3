import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { bundledPackages } from "./bundled.ts";
import { type ProjectManifest, packageManifest } from "./manifest.ts";
import { licenceNotices } from "./notices.ts";

/** What the completion script of a shell is called where shells look for it. */
const COMPLETIONS = { bash: "watertight", zsh: "_watertight", fish: "watertight.fish" } as const;

/** The package.json of the repository. */
export function projectManifest(root: string): ProjectManifest {
  // A door: people write it, and npm reads it before we do.
  return JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as ProjectManifest;
}

/** Lays out the package `watertight` in `folder` from what `npm run build` made; what was there is gone. */
export function assemblePackage(
  root: string,
  { folder, repository }: { readonly folder: string; readonly repository: string | undefined },
): void {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const notices = licenceNotices(bundledPackages(root));
  const manifest = packageManifest(projectManifest(root), repository);
  writeFileSync(join(folder, "package.json"), `${JSON.stringify(manifest, undefined, 2)}\n`);
  writeFileSync(join(folder, "THIRD-PARTY-NOTICES.txt"), notices);
  const copied: readonly (readonly [from: string, to: string])[] = [
    ["LICENSE", "LICENSE"],
    ["packages/cli/README.md", "README.md"],
    ["packages/cli/bin", "bin"],
    ["packages/cli/man", "man"],
    ["schemas", "schemas"],
    ["packages/cli/dist/bundle", "dist/bundle"],
  ];
  for (const [from, to] of copied) {
    cpSync(join(root, from), join(folder, to), { recursive: true, filter: isShipped });
  }
  writeCompletions(folder);
}

/** Maps of sources are for those who have the sources; the notices say what LEGAL.txt does, with the text of the licences. */
function isShipped(path: string): boolean {
  return !/[.](?:map|LEGAL[.]txt)$/.test(basename(path));
}

/** The command writes its own completions: they are those of the verbs that are in the package. */
function writeCompletions(folder: string): void {
  for (const [shell, name] of Object.entries(COMPLETIONS)) {
    const script = execFileSync(
      process.execPath,
      [join(folder, "bin/watertight.mjs"), "completion", shell],
      { encoding: "utf8" },
    );
    mkdirSync(join(folder, "completions", shell), { recursive: true });
    writeFileSync(join(folder, "completions", shell, name), script);
  }
}

/** Packs what lies in `folder` as `npm publish` would; the path of the file, in `target`. */
export function pack(folder: string, target: string): string {
  mkdirSync(target, { recursive: true });
  const said = execFileSync(
    "npm",
    ["pack", folder, "--pack-destination", target, "--json", "--loglevel=error"],
    { encoding: "utf8", shell: process.platform === "win32" },
  );
  // A door: npm 11 prints a list, npm 12 an object by name.
  const [packed] = Object.values(
    JSON.parse(said) as Readonly<Record<string, { readonly filename: string }>>,
  );
  if (packed === undefined) throw new Error(`npm pack said nothing of a file: ${said}`);
  return join(target, packed.filename);
}
