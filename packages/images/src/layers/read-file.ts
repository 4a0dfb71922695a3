import {
  DISTRIBUTION_FILES,
  type FoundPackages,
  licencesInCopyright,
  type PackageFile,
  readExecutable,
  readerOf,
} from "@watertight/core/images";
import type { Limits } from "../limits.ts";
import type { ContentSink, TarEntry } from "../tar/entry.ts";
import { cleanPath } from "../tar/path.ts";
import { TOOLS } from "./inflate.ts";
import type { FileFacts } from "./layer.ts";
import { LONGEST_SECRET_FILE, mayHoldSecrets, secretsOfFile } from "./secret-files.ts";
import { longProgram, perhapsProgram, Scratch, wholeFile } from "./sinks.ts";

/** What a file of an image tells, by its path or by its first bytes. */
export interface FileReader {
  readonly files: ReadonlyMap<string, FileFacts>;
  /** Wants the content of what may tell something. */
  readonly sinkOf: (file: Pick<TarEntry, "path" | "size" | "mode">) => ContentSink | undefined;
  /** The content of one file as that of others. */
  readonly sinkAs: (
    file: Pick<TarEntry, "size">,
    paths: readonly string[],
  ) => ContentSink | undefined;
  /** A further name of a file that has passed. False: as what it is known now its content would tell more. */
  readonly link: (path: string, target: string) => boolean;
  readonly forget: (path: string) => void;
}

/** Kept as text until all layers are known. */
const KEPT: ReadonlySet<string> = new Set([...DISTRIBUTION_FILES, "etc/passwd"]);
const LONGEST_KEPT = 1_048_576;
const COPYRIGHT = /^usr\/share\/doc\/[^/]+\/copyright$/;
/** No program is shorter than its own head. */
const SHORTEST_PROGRAM = 52;

interface Interest {
  readonly longest: number;
  readonly facts: (file: PackageFile) => FileFacts;
}

/** Reads files one after another. */
export function createFileReader(limits: Limits): FileReader {
  const files = new Map<string, FileFacts>();
  const scratch = new Scratch();
  const add = (path: string, facts: FileFacts): void => {
    files.set(path, { ...files.get(path), ...facts });
  };
  const addPackages = (path: string, found: FoundPackages): void => {
    if (found.packages.length > 0 || found.notRead.length > 0) add(path, { found });
  };
  const collect = (
    size: number,
    interest: Interest,
    path: string,
    memory: Scratch = scratch,
  ): ContentSink | undefined => {
    if (size <= interest.longest)
      return wholeFile(size, memory, (bytes) => {
        add(path, interest.facts(packageFile(path, bytes)));
      });
    const reason = `it is longer than ${interest.longest} bytes`;
    add(path, { found: { packages: [], notRead: [{ path, reason }] } });
    return undefined;
  };
  return {
    files,
    sinkOf: ({ path, size, mode }) => {
      if ((mode & 0o6000) !== 0) add(path, modeFacts(mode));
      const interest = interestIn(path, size);
      if (interest) return collect(size, interest, path);
      if (size < SHORTEST_PROGRAM) return undefined;
      return size <= limits.program
        ? perhapsProgram(size, scratch, (bytes) => {
            addPackages(path, readExecutable(packageFile(path, bytes), TOOLS));
          })
        : longProgram(path, (packages, notRead) => {
            addPackages(path, { packages, notRead });
          });
    },
    sinkAs: ({ size }, paths) => {
      const sinks = paths.flatMap((path) => {
        const interest = interestIn(path, size);
        return (interest && collect(size, interest, path, new Scratch())) ?? [];
      });
      return sinks.length === 0 ? undefined : inTurn(sinks);
    },
    link: (path, target) => {
      const source = cleanPath(target);
      const facts = files.get(source);
      if (facts?.setuid ?? facts?.setgid) add(path, modeOf(facts));
      return interestIn(path, 0) === undefined;
    },
    forget: (path) => {
      files.delete(path);
    },
  };
}

/** The same content for several readers. Each has memory of its own: the scratch is one reader's at a time. */
function inTurn(sinks: readonly ContentSink[]): ContentSink {
  return {
    data: (chunk) => {
      for (const sink of sinks) sink.data(chunk);
      return true;
    },
    end: () => {
      for (const sink of sinks) sink.end();
    },
  };
}

function packageFile(path: string, bytes: Buffer): PackageFile {
  return { path, bytes, text: () => bytes.toString("utf8") };
}

function modeFacts(mode: number): FileFacts {
  return { setuid: (mode & 0o4000) !== 0, setgid: (mode & 0o2000) !== 0 };
}

function modeOf({ setuid = false, setgid = false }: FileFacts): FileFacts {
  return { setuid, setgid };
}

function interestIn(path: string, size: number): Interest | undefined {
  const reader = readerOf(path);
  if (reader)
    return { longest: reader.longest, facts: (file) => ({ found: reader.read(file, TOOLS) }) };
  if (KEPT.has(path)) return { longest: LONGEST_KEPT, facts: (file) => ({ text: file.text() }) };
  if (COPYRIGHT.test(path))
    return {
      longest: 8_388_608,
      facts: (file) => ({ licences: licencesInCopyright(file.text()) }),
    };
  if (size <= LONGEST_SECRET_FILE && mayHoldSecrets(path))
    return {
      longest: LONGEST_SECRET_FILE,
      facts: (file) => {
        const secrets = secretsOfFile(file.text());
        return secrets.length > 0 ? { secrets } : {};
      },
    };
  return undefined;
}
