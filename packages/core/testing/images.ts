import type { PackageFile, Tools } from "../src/images/index.ts";

/** A file as parsers of packages get it, its characters below 256 as bytes. */
export function fileOf(path: string, content: string | Uint8Array): PackageFile {
  const bytes =
    typeof content === "string" ? Uint8Array.from(content, (char) => char.charCodeAt(0)) : content;
  return {
    path,
    bytes,
    text: () => (typeof content === "string" ? content : String.fromCharCode(...content)),
  };
}

/** For parsers that decompress nothing. */
export const NO_TOOLS: Tools = { inflate: () => undefined };
