import type { JsonValue } from "../kubernetes/json.ts";
import { NAIVE_CHANNELS } from "./channels.ts";
import { at, items, nameOf, type Objects, ofKind, pairs, text, texts } from "./json.ts";

/** What was asked while a statement was checked, and what of it does not hold. */
export interface NaiveCheck {
  readonly faults: readonly string[];
  readonly asked: number;
}

/**
 * Checks a statement of isolation against objects: that its tenants are what their namespaces say, that it leaves no channel and no other
 * tenant out, and that each channel is closed both ways, one packet, one request, one pod at a time.
 */
export function checkStatement(statement: JsonValue, objects: Objects): NaiveCheck {
  if (text(statement, "kind") !== "IsolationStatement" || at(statement, "schemaVersion") !== 1)
    return { faults: ["The file is no statement of isolation that this version knows."], asked: 0 };
  const own = texts(statement, "tenant.namespaces");
  const others = items(statement, "others");
  const known = new Set(ofKind(objects, "", "Namespace").map(nameOf));
  const faults = [
    ...channelFaults(texts(statement, "channels")),
    ...(own.length === 0 ? ["The statement names no namespace of its tenant."] : []),
    ...(others.length === 0 ? ["The statement names nobody from whom its tenant is apart."] : []),
    ...labelFaults(statement, objects),
    ...own.filter((each) => !known.has(each)).map((each) => `There is no namespace ${each}.`),
    ...others.flatMap((other) => pairFaults(at(statement, "tenant") ?? {}, other, objects)),
  ];
  return { faults, asked: others.length * NAIVE_CHANNELS.size * 2 };
}

/** Every channel between two tenants, there and back. */
function pairFaults(tenant: JsonValue, other: JsonValue, objects: Objects): readonly string[] {
  const ways = [
    [tenant, other],
    [other, tenant],
  ] as const;
  return [...NAIVE_CHANNELS].flatMap(([channel, read]) =>
    ways.flatMap(([from, to]) => {
      const pair = { from: texts(from, "namespaces"), to: texts(to, "namespaces") };
      const { open, witness } = read(objects, pair);
      if (open === "no") return [];
      const says = open === "yes" ? "is open" : "cannot be shown to be closed";
      return [
        `The channel ${channel} from ${text(from, "name")} to ${text(to, "name")} ${says}: ${witness}.`,
      ];
    }),
  );
}

function channelFaults(claimed: readonly string[]): readonly string[] {
  const missing = [...NAIVE_CHANNELS.keys()].filter((each) => !claimed.includes(each));
  return missing.length === 0 ? [] : [`The statement leaves out ${missing.join(", ")}.`];
}

/** Where a label tells the tenants, it has to tell those that the statement has. */
function labelFaults(statement: JsonValue, objects: Objects): readonly string[] {
  const label = text(statement, "tenantLabel");
  if (label === "") return [];
  const claimed = new Map<string, string>();
  for (const tenant of [at(statement, "tenant") ?? {}, ...items(statement, "others")])
    for (const namespace of texts(tenant, "namespaces"))
      claimed.set(namespace, text(tenant, "name"));
  const isOfAll = text(statement, "scope") === "all";
  const names = new Set(claimed.values());
  return ofKind(objects, "", "Namespace").flatMap((object) => {
    const wanted = pairs(object, "metadata.labels").get(label) ?? "";
    const own = claimed.get(nameOf(object)) ?? "";
    const isAsked = isOfAll || own !== "" || names.has(wanted);
    if (wanted === own || !isAsked || SYSTEM.includes(nameOf(object))) return [];
    const says = wanted === "" ? "is of no tenant" : `is of tenant ${wanted}`;
    return [
      `Namespace ${nameOf(object)} ${says} by its label ${label}, and the statement has it ${own === "" ? "nowhere" : `with ${own}`}.`,
    ];
  });
}

const SYSTEM = ["kube-system", "kube-public", "kube-node-lease"];
