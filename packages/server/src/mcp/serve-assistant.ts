import type { Store } from "@watertight/store";
import type { AskVerb } from "../api/knowledge.ts";
import { routesOf } from "../api/router.ts";
import { storedSnapshot } from "../watching/stored.ts";
import { toolsOf } from "./tools.ts";

/** Answers an assistant on standard input and output, from what a store has; whoever may read the store may ask everything. */
export async function serveAssistant({
  store,
  ask,
  version,
  signal,
}: {
  readonly store: Store;
  readonly ask: AskVerb;
  readonly version: string;
  readonly signal: AbortSignal;
}): Promise<void> {
  const routes = routesOf({
    ...{ store, ask, troubleOf: () => "" },
    snapshotOf: (cluster) => storedSnapshot(store, cluster),
  });
  const { protocolOverStdio } = await import("./protocol.ts");
  const asker = { name: "stdio", scope: "all" } as const;
  await protocolOverStdio(toolsOf(routes), { asker, version, signal });
}
