import {
  factsOfObjects,
  keptNodeFacts,
  mergeNodeFacts,
  type NodeFacts,
} from "@watertight/core/nodes";
import type { Snapshot } from "@watertight/core/snapshot";
import { isFromServer } from "../live/from-server.ts";
import { parseText } from "./parse-text.ts";

/** The nodes that facts were read of, and those of the objects; what a node says of itself comes first. */
export function knownNodes(
  read: readonly NodeFacts[],
  snapshot: Snapshot,
  gap: string | undefined,
): readonly NodeFacts[] {
  const isWhole = gap === undefined && isFromServer(snapshot);
  return joined(read, factsOfObjects(snapshot, { parse: parseText, isWhole }));
}

/** The facts that were read, and those that a snapshot was given. */
export function withKeptFacts(
  read: readonly NodeFacts[],
  snapshot: Snapshot,
): readonly NodeFacts[] {
  return joined(read, keptNodeFacts(snapshot));
}

function joined(read: readonly NodeFacts[], shown: readonly NodeFacts[]): readonly NodeFacts[] {
  const known = read.map((each) => {
    const other = shown.find(({ node }) => node === each.node);
    return other ? mergeNodeFacts(each, other) : each;
  });
  return [...known, ...shown.filter(({ node }) => read.every((each) => each.node !== node))];
}

/** The version that is given, where the node does not say its own. */
export function withVersion(facts: NodeFacts, version: string | undefined): NodeFacts {
  const { system } = facts;
  if (system.kubeletVersion !== "" || version === undefined) return facts;
  return { ...facts, system: { ...system, kubeletVersion: version } };
}
