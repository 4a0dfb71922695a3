import { type Attribute, collectAttributes } from "./endpoint-query.ts";
import { type PolicyRule, peersWithin } from "./policy.ts";

/** Why a rule may decide and may not, as a lower-case clause: what its peers hang on that the objects do not show. */
export function undecidedReason({ evidence, peers }: PolicyRule): string {
  const parts = peers === "any" ? [] : [...peersWithin(peers)];
  const doubts = parts.flatMap((peer) =>
    peer.kind === "unknown" || peer.kind === "perhaps" ? [peer.reason] : [],
  );
  if (doubts.length > 0) {
    return `it is not known whether ${evidence.message} (${[...new Set(doubts)].join("; ")})`;
  }
  const attributes = new Set<Attribute>();
  for (const peer of parts) if ("query" in peer) collectAttributes(peer.query, attributes);
  const asked = [...attributes].map(nameOf);
  if (asked.length === 0) return `it is not known whether ${evidence.message}`;
  return `it is not known whether ${evidence.message}: the input does not show ${asked.join(" and ")} of the other end`;
}

const NAMES = {
  label: "the label",
  namespaceLabel: "the namespace label",
  nodeLabel: "the node label",
  serviceAccountLabel: "the service account label",
} as const;

function nameOf(attribute: Attribute): string {
  if (attribute === "namespace") return "the namespace";
  if (attribute === "serviceAccount") return "the service account";
  const [kind, key] = parted(attribute);
  return `${NAMES[kind]} ${key}`;
}

type LabelKind = keyof typeof NAMES;

function parted(attribute: `${LabelKind}:${string}`): readonly [LabelKind, string] {
  const [kind] = KINDS.filter((each) => attribute.startsWith(`${each}:`));
  return kind ? [kind, attribute.slice(kind.length + 1)] : ["label", attribute];
}

const KINDS: readonly LabelKind[] = ["label", "namespaceLabel", "nodeLabel", "serviceAccountLabel"];
