import {
  isJsonObject,
  type JsonObject,
  listAt,
  objectAt,
  textAt,
} from "@watertight/core/kubernetes";

/** A named entry of a kubeconfig and the file that it stands in, for relative paths and for messages. */
export interface Entry {
  readonly name: string;
  readonly value: JsonObject;
  readonly file: string;
}

/** What one or several kubeconfig files say together. */
export interface Kubeconfig {
  readonly files: readonly string[];
  /** "" where no file names one. */
  readonly currentContext: string;
  readonly contexts: ReadonlyMap<string, Entry>;
  readonly clusters: ReadonlyMap<string, Entry>;
  readonly users: ReadonlyMap<string, Entry>;
}

/** A file as it was parsed. */
export interface KubeconfigFile {
  readonly file: string;
  readonly value: JsonObject;
}

/**
 * Merges files as client-go does (tools/clientcmd/loader.go): of two entries of one name the first counts, whole; so does the first
 * current context that is named.
 */
export function mergeKubeconfigs(files: readonly KubeconfigFile[]): Kubeconfig {
  const current = files.map(({ value }) => textAt(value, "current-context"));
  return {
    files: files.map(({ file }) => file),
    currentContext: current.find((name) => name !== "") ?? "",
    contexts: entriesOf(files, "contexts", "context"),
    clusters: entriesOf(files, "clusters", "cluster"),
    users: entriesOf(files, "users", "user"),
  };
}

function entriesOf(
  files: readonly KubeconfigFile[],
  list: string,
  field: string,
): ReadonlyMap<string, Entry> {
  const entries = new Map<string, Entry>();
  for (const { file, value } of files) {
    for (const item of listAt(value, list)) {
      const name = textAt(item, "name");
      if (!isJsonObject(item) || entries.has(name)) continue;
      entries.set(name, { name, value: objectAt(item, field), file });
    }
  }
  return entries;
}
