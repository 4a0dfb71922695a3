import { isJsonList, type JsonValue } from "../kubernetes/json.ts";
import { asJson, textAt } from "../kubernetes/json-fields.ts";
import { FACTS_GROUP, factOf, factPath, factTextOf } from "../snapshot/facts.ts";
import type { Snapshot, SnapshotObject } from "../snapshot/snapshot.ts";
import type { Evidence } from "../snapshot/verdict.ts";
import type { NodePool, WayIn } from "./model.ts";

/** The pools that a cloud shows, by their names there. */
export function cloudPoolNames(snapshot: Snapshot): readonly string[] {
  return snapshot.ofKind(FACTS_GROUP, "CloudNodePool").map(ownName);
}

function ownName({ reference: { name } }: SnapshotObject): string {
  return name.slice(name.lastIndexOf("/") + 1);
}

/** The ways onto a pool with what its cloud shows: addresses, who gets through the firewall, key pairs, shells by the cloud. */
export function withCloud(
  ways: readonly WayIn[],
  pool: NodePool,
  snapshot: Snapshot,
): readonly WayIn[] {
  const shown = shownOf(pool, snapshot);
  if (shown.length === 0) return ways;
  const ssh = stateOf(shown, "sshFrom");
  return ways.map((way) => {
    if (ssh.open === "no" && /^ssh/.test(way.way)) return closedByCloud(way, ssh);
    return JOINED.get(way.way)?.(way, shown) ?? way;
  });
}

/** The pool of that name, and the machines that are its nodes. */
function shownOf({ name, nodes }: NodePool, snapshot: Snapshot): readonly SnapshotObject[] {
  const pools = snapshot
    .ofKind(FACTS_GROUP, "CloudNodePool")
    .filter((each) => ownName(each) === name);
  const ids = nodes.flatMap(({ name: own, object }) => [
    own,
    ...(object ? [textAt(asJson(object.object), "spec", "providerID")] : []),
  ]);
  const machines = snapshot.ofKind(FACTS_GROUP, "CloudNode").filter((each) => {
    const id = ownName(each);
    return ids.some((known) => known === id || known.endsWith(`/${id}`));
  });
  return [...pools, ...machines];
}

/** What all of the cloud's objects say of one fact together. */
interface CloudState {
  readonly open: WayIn["open"];
  readonly to: readonly string[];
  readonly proof: readonly Evidence[];
}

/** One that is open opens all, one that is not known leaves them unknown; a fact that no object has is unknown too. */
function stateOf(shown: readonly SnapshotObject[], fact: string): CloudState {
  const said = shown.flatMap((each): CloudState[] => {
    const found = factOf(each.object, fact);
    if (!found) return [];
    const evidence = (message: string): readonly Evidence[] => [
      { object: each.reference, path: factPath(fact), message },
    ];
    if ("unknown" in found) return [{ open: "unknown", to: [], proof: evidence(found.unknown) }];
    const { value } = found;
    const to = textsIn(value);
    const message = `${WORDS.get(fact) ?? fact}: ${to.join(", ") || (isOpen(value) ? "yes" : "none")}`;
    return [{ open: isOpen(value) ? "yes" : "no", to, proof: evidence(message) }];
  });
  const open = (["yes", "unknown", "no"] as const).find((state) =>
    said.some((each) => each.open === state),
  );
  const deciding = said.filter((each) => each.open === open);
  return {
    open: open ?? "unknown",
    to: [...new Set(deciding.flatMap(({ to }) => to))],
    proof: deciding.flatMap(({ proof }) => proof),
  };
}

const WORDS: ReadonlyMap<string, string> = new Map([
  ["public", "on the internet"],
  ["sshFrom", "the cloud lets through to port 22"],
  ["kubeletFrom", "the cloud lets through to port 10250"],
  ["sshKey", "a key pair of the cloud is on the nodes"],
  ["sessionAccess", "the cloud gives a shell"],
]);

function isOpen(value: JsonValue): boolean {
  return isJsonList(value) ? value.length > 0 : value !== false && value !== "";
}

function textsIn(value: JsonValue): readonly string[] {
  if (typeof value === "string") return [value];
  return isJsonList(value) ? value.filter((each) => typeof each === "string") : [];
}

/** Nobody gets to the port: whatever the daemon would allow, it is not asked. */
function closedByCloud(way: WayIn, { proof }: CloudState): WayIn {
  return { ...way, open: "no", to: [], proof, fix: "" };
}

type Join = (way: WayIn, shown: readonly SnapshotObject[]) => WayIn;

const JOINED: ReadonlyMap<string, Join> = new Map<string, Join>([
  [
    "public-address",
    (way, shown) => {
      const state = stateOf(shown, "public");
      const joined = weighed(way, { ...state, to: state.open === "yes" ? ["internet"] : [] });
      return joined.open === "yes"
        ? { ...joined, fix: "Place the nodes in a private network, behind load balancers and NAT" }
        : joined;
    },
  ],
  [
    "ssh",
    (way, shown) => {
      const { open, to, proof } = stateOf(shown, "sshFrom");
      if (open !== "yes") return way;
      const limit = `Let only a bastion's addresses through to port 22, or nobody`;
      const fix = way.open === "yes" ? `${way.fix}. ${limit}` : limit;
      return { ...way, to, proof: [...way.proof, ...proof], fix };
    },
  ],
  [
    "ssh-keys",
    (way, shown) => {
      const state = stateOf(shown, "sshKey");
      if (way.open !== "unknown" || state.open !== "yes") return way;
      return {
        ...way,
        ...{ open: "yes", to: ["whoever has the cloud's key pair"], proof: state.proof },
        fix: "Remove the key pair from the pool or launch template, and replace its nodes",
      };
    },
  ],
  [
    "session-service",
    (way, shown) => {
      const state = stateOf(shown, "sessionAccess");
      const to = shown.some(({ object }) => factTextOf(object, "provider") === "gke")
        ? "whoever has OS Login"
        : "whoever may start a Session Manager session";
      const joined = weighed(way, { ...state, to: state.open === "yes" ? [to] : [] });
      return joined.open === "yes"
        ? {
            ...joined,
            fix: "Limit in the cloud's own rights who may start sessions on these nodes",
          }
        : joined;
    },
  ],
  [
    "kubelet-port",
    (way, shown) => {
      const { open, to, proof } = stateOf(shown, "kubeletFrom");
      if (open !== "yes") return way;
      return {
        ...way,
        ...{ open: "yes", to: [...new Set([...to, ...way.to])], proof: [...proof, ...way.proof] },
        fix: "Let only the control plane through to port 10250 in the cloud's firewall",
      };
    },
  ],
]);

/** Of two that say of one thing: open is open; what one does not know, the other may. */
function weighed(way: WayIn, state: CloudState): WayIn {
  const isMore =
    state.open === "yes" ||
    (way.open === "unknown" && state.open === "no") ||
    (way.open === "unknown" && state.proof.length > 0);
  if (!isMore) return way;
  const proof = way.open === state.open ? [...way.proof, ...state.proof] : state.proof;
  return {
    ...way,
    ...{ open: state.open, to: [...new Set([...way.to, ...state.to])], proof },
    fix: state.open === "no" ? "" : way.fix,
  };
}
