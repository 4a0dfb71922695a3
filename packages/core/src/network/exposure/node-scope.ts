import { listAt, textAt } from "../../kubernetes/json-fields.ts";
import { FACTS_GROUP, factOf, factPath } from "../../snapshot/facts.ts";
import type { Snapshot, SnapshotObject } from "../../snapshot/snapshot.ts";
import type { Evidence } from "../../snapshot/verdict.ts";
import { isInternetAddress } from "../address-scopes.ts";
import { parseAddress } from "../addresses.ts";
import type { OutsideScope } from "../callers.ts";

/** Who reaches a port of nodes. */
export interface NodeScope {
  readonly scope: OutsideScope;
  /** The address that decides. */
  readonly evidence: readonly Evidence[];
  readonly assumptions: readonly string[];
}

/** Who reaches the nodes of the input, or the one of a name: by their addresses, whatever their types. */
export function nodeScopeOf(snapshot: Snapshot, nodeName?: string): NodeScope {
  const all = snapshot.ofKind("", "Node");
  const one = all.filter(({ reference }) => reference.name === nodeName);
  const nodes = nodeName === undefined ? all : one;
  const shown = nodes.map((node) => ({ node, addresses: addressesOf(node) }));
  for (const { node, addresses } of shown) {
    const open = addresses.find(({ isPublic }) => isPublic);
    if (open)
      return {
        scope: "internet",
        evidence: [
          {
            object: node.reference,
            path: ["status", "addresses", open.index],
            message: `the node has the public address ${open.text}`,
          },
        ],
        assumptions: [NO_FIREWALL],
      };
  }
  const isKnown = shown.length > 0 && shown.every(({ addresses }) => addresses.length > 0);
  return isKnown
    ? { scope: "private", evidence: [], assumptions: [ALL_PRIVATE] }
    : byPools(snapshot);
}

/** What a cloud says of the nodes that the input does not show: of a live cluster the nodes themselves know better. */
function byPools(snapshot: Snapshot): NodeScope {
  const pools = ["CloudNodePool", "CloudNode"].flatMap((kind) =>
    snapshot.ofKind(FACTS_GROUP, kind),
  );
  const facts = pools.map((pool) => ({ pool, fact: factOf(pool.object, PUBLIC) }));
  const isPrivate = ({ fact }: (typeof facts)[number]): boolean =>
    fact !== undefined && "value" in fact && fact.value === false;
  const open = facts.find(
    (each) => each.fact !== undefined && "value" in each.fact && !isPrivate(each),
  );
  if (open?.fact && "value" in open.fact) {
    const message = textAt(open.fact.value) || "its nodes have public addresses";
    const evidence = [{ object: open.pool.reference, path: factPath(PUBLIC), message }];
    return { scope: "network", evidence, assumptions: [] };
  }
  return facts.length > 0 && facts.every(isPrivate)
    ? { scope: "private", evidence: [], assumptions: [POOLS_PRIVATE] }
    : { scope: "network", evidence: [], assumptions: [] };
}

const PUBLIC = "public";

const NO_FIREWALL =
  "No firewall in front of the nodes' public addresses is known: none is assumed.";
const ALL_PRIVATE =
  "No node of the input has a public address: their ports are assumed not to be reachable from the internet.";
const POOLS_PRIVATE =
  "No pool of nodes that the cloud describes has public addresses: their ports are assumed not to be reachable from the internet.";

interface NodeAddress {
  readonly index: number;
  readonly text: string;
  readonly isPublic: boolean;
}

function addressesOf({ object }: SnapshotObject): readonly NodeAddress[] {
  return listAt(object, "status", "addresses").flatMap((each, index) => {
    const text = textAt(each, "address");
    const address = parseAddress(text);
    return address ? [{ index, text, isPublic: isInternetAddress(address) }] : [];
  });
}
