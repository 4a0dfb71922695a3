import { isJsonObject, type JsonValue } from "../../kubernetes/json.ts";
import { textAt, valueAt } from "../../kubernetes/json-fields.ts";
import type { FileFact, FileType } from "../facts/node-facts.ts";
import { commandWords } from "../settings/command-words.ts";

/** What reading other programs' documents takes beyond JSON. */
export interface ImportTools {
  /** UTF-8 of base64; undefined where the text is none. */
  readonly decodeBase64: (text: string) => string | undefined;
  /** The node, where the document does not name it. */
  readonly nodeName: string;
}

/** A file fact of which only some things are known. */
export function partialFile(
  path: string,
  known: Partial<Omit<FileFact, "path">>,
  type: FileType = "file",
): FileFact {
  return {
    path,
    type,
    mode: undefined,
    uid: undefined,
    gid: undefined,
    owner: "",
    group: "",
    size: undefined,
    linkTarget: "",
    listed: false,
    role: "",
    ...known,
  };
}

/** The program and the words of a command line in one text. */
export function processOf(commandLine: string): { name: string; words: readonly string[] } {
  const words = commandWords(commandLine);
  const program = words[0] ?? "";
  return { name: program.slice(program.lastIndexOf("/") + 1), words };
}

/** A whole number at a key. */
export function integerAt(value: JsonValue | undefined, key: string): number | undefined {
  const found = isJsonObject(value) ? valueAt(value, key) : undefined;
  return typeof found === "number" && Number.isSafeInteger(found) ? found : undefined;
}

/** The name that a document carries, else the one it is given. */
export function nodeNameOf(value: JsonValue, { nodeName }: ImportTools): string {
  return textAt(value, "metadata", "name") || nodeName;
}
