const SCHEME = "cluster:";

/** A running cluster as a PATH: `cluster:CONTEXT`, or `cluster:` for that of the current context. */
export function clusterPath(context = ""): string {
  return `${SCHEME}${context}`;
}

/** Whether a PATH is a running cluster and nothing of a file system. */
export function isClusterPath(path: string): boolean {
  return path.startsWith(SCHEME);
}

/** The context that such a PATH names; undefined for the current one. */
export function contextIn(path: string): string | undefined {
  return path.slice(SCHEME.length) || undefined;
}
