import type { PackageReader } from "../readers.ts";
import { readContainerfile } from "./containerfile.ts";
import { readGoMod } from "./go-mod.ts";
import { readNpmLock } from "./npm-lock.ts";
import {
  readComposerLock,
  readGemfileLock,
  readGradleLock,
  readNugetLock,
  readPom,
} from "./other-locks.ts";
import { readPnpmLock } from "./pnpm-lock.ts";
import { readPipfileLock, readRequirements } from "./python-lists.ts";
import { readCargoLock, readPythonLock } from "./toml-lock.ts";
import { readYarnLock } from "./yarn-lock.ts";

const LONGEST = 67_108_864;

const READERS: readonly Omit<PackageReader, "longest">[] = [
  { pattern: /^(?:package-lock|npm-shrinkwrap)\.json$/, read: readNpmLock },
  { pattern: /^yarn\.lock$/, read: readYarnLock },
  { pattern: /^pnpm-lock\.yaml$/, read: readPnpmLock },
  { pattern: /^Cargo\.lock$/, read: readCargoLock },
  { pattern: /^(?:poetry|uv|pdm)\.lock$|^pylock(?:\.[\w-]+)?\.toml$/, read: readPythonLock },
  { pattern: /^Pipfile\.lock$/, read: readPipfileLock },
  { pattern: /^requirements[\w.-]*\.txt$/, read: readRequirements },
  { pattern: /^go\.mod$/, read: readGoMod },
  { pattern: /^(?:Gemfile|gems)\.(?:lock|locked)$/, read: readGemfileLock },
  { pattern: /^composer\.lock$/, read: readComposerLock },
  { pattern: /^packages\.lock\.json$/, read: readNugetLock },
  { pattern: /^gradle\.lockfile$/, read: readGradleLock },
  { pattern: /^pom\.xml$/, read: readPom },
  {
    pattern: /^(?:Containerfile|Dockerfile)(?:\.[\w.-]+)?$|\.(?:Containerfile|Dockerfile)$/,
    read: readContainerfile,
  },
];

/** What reads a file of a folder of sources, by the file's name; undefined where none does. */
export function sourceReaderOf(name: string): PackageReader | undefined {
  const reader = READERS.find(({ pattern }) => pattern.test(name));
  return reader && { ...reader, longest: LONGEST };
}
