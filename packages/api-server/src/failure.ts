/** `settings`: what was given or configured is wrong; `connection`: the server or what leads to it does not answer as it should. */
type FailureKind = "settings" | "connection";

/** Why a cluster cannot be read; the message is whole sentences that say what, where and what to do, and never a credential. */
export class ClusterFailure extends Error {
  readonly kind: FailureKind;

  constructor(kind: FailureKind, message: string, cause?: unknown) {
    super(message, cause === undefined ? {} : { cause });
    this.name = "ClusterFailure";
    this.kind = kind;
  }
}

/** The code of an error of the operating system, of TLS or of Node; "" where it has none. */
export function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error && typeof error.code === "string"
    ? error.code
    : "";
}

/** The failure of a file that has to be read; `sentence` names it and lacks its end. */
export function unreadable(sentence: string, error: unknown): ClusterFailure {
  const code = codeOf(error);
  const words = FILE_WORDS[code] ?? (code === "" ? "it cannot be read" : code);
  return new ClusterFailure("settings", `${sentence}: ${words}.`, error);
}

const FILE_WORDS: Readonly<Record<string, string>> = {
  EACCES: "permission denied",
  EPERM: "permission denied",
  ENOENT: "there is no such file",
  ENOTDIR: "a part of its path is not a folder",
  EISDIR: "it is a folder",
};

/** A sentence that ends as it has to: with its question mark, else a full stop. */
export function sentence(text: string): string {
  return text.endsWith("?") ? text : `${text}.`;
}
