import { getSystemErrorMap } from "node:util";

const WORDS: Readonly<Record<string, string>> = {
  EACCES: "permission denied",
  EPERM: "permission denied",
  ENOENT: "there is no such file or folder",
  ENOTDIR: "a part of its path is not a folder",
  ELOOP: "it is a symbolic link that leads back to itself",
  EISDIR: "it is a folder",
  EEXIST: "something of that name is there already",
  EIO: "the device reports an error",
  ENAMETOOLONG: "its name is too long",
  ENOSPC: "no space is left on the device",
  EDQUOT: "the quota of the disk is used up",
  EROFS: "the file system is read-only",
};

/** What an error of the operating system means, as a clause without its code and the path; of other errors their own words. */
export function errorWords(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const code = "code" in error && typeof error.code === "string" ? error.code : "";
  const known = WORDS[code];
  if (known !== undefined) return known;
  return systemWords(error) ?? error.message.replace(/[.]$/, "");
}

/** What the system's own list says of an error, as `too many open files`; undefined for what is none of the system's. */
function systemWords(error: Error): string | undefined {
  const number = "errno" in error && typeof error.errno === "number" ? error.errno : undefined;
  return number === undefined ? undefined : getSystemErrorMap().get(number)?.[1];
}
