import type { PackageFile } from "@watertight/core/nodes";

/** One database, as it is read. */
export interface PackageDatabase {
  readonly versions: Map<string, string>;
  readonly files: Map<string, PackageFile>;
  readonly note: (path: string, reason: string) => void;
  readonly text: (path: string) => string | undefined;
  readonly names: (path: string) => readonly string[];
  readonly root: string;
}
