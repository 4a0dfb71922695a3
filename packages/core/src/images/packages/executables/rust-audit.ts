import { isJsonObject, listAt, textAt } from "../../../kubernetes/index.ts";
import { utf8 } from "../bytes.ts";
import { parseJson } from "../json-text.ts";
import {
  type FoundPackages,
  NOTHING_FOUND,
  packageOf,
  type Tools,
  unread,
} from "../package-file.ts";
import { type Executable, sectionOf } from "./executable.ts";

/** What cargo-auditable's own reader takes at most. */
const LONGEST = 8_000_000;

/**
 * The crates that a program of Rust was built from, as cargo-auditable writes them: JSON, compressed by zlib, in the section `.dep-v0`
 * (rust-secure-code/cargo-auditable, PARSING.md). What only ran while it was built is not in it and left out.
 */
export function rustPackages(
  file: { readonly path: string },
  executable: Executable,
  { inflate }: Tools,
): FoundPackages {
  const section = sectionOf(executable, ".dep-v0");
  if (!section) return NOTHING_FOUND;
  const text = inflate(section, "zlib", LONGEST);
  const found = text && parseJson(utf8(text));
  if (!isJsonObject(found)) return unread(file.path, "its list of Rust crates is damaged");
  const packages = listAt(found, "packages")
    .filter((each) => textAt(each, "kind") !== "build" && textAt(each, "name") !== "")
    .map((each) =>
      packageOf(file, {
        type: "cargo",
        name: textAt(each, "name"),
        version: textAt(each, "version"),
      }),
    );
  return { packages, notRead: [] };
}
