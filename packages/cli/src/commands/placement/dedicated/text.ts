import { headingOf } from "@watertight/core/findings";
import { formatFieldPath } from "@watertight/core/kubernetes";
import type { Snapshot } from "@watertight/core/snapshot";
import type { Breach, Dedication, DedicationPlan, DedicationSide } from "@watertight/core/tenancy";
import { counted, positionIn, sanitize } from "@watertight/reports/text";
import { nameOfPod } from "../json.ts";

const QUESTIONS: Readonly<Record<DedicationSide, string>> = {
  "keep-out": "Does no pod of others come to the pool?",
  "keep-out-creatable": "Can nobody create one that does?",
  "keep-in": "Do the tenant's pods go nowhere else?",
  "keep-in-creatable": "Can none be created that does?",
  "label-integrity": "Can nobody move a node into or out of the pool?",
  administrators: "Can nobody take away what keeps it so?",
  subnets: "Are its subnets its own?",
  "security-groups": "Are its security groups its own?",
};

/** More of one side is in the JSON. */
const MOST = 5;

/** `placement dedicated` for people: the verdict, each side with what breaks it, and what the plan would change. */
export function dedicatedText(
  dedication: Dedication,
  plan: DedicationPlan,
  { snapshot, explain }: { readonly snapshot: Snapshot; readonly explain: boolean },
): string {
  const { pool, tenant, verdict, sides, exceptions, observed, administrators } = dedication;
  const most = explain ? Number.POSITIVE_INFINITY : MOST;
  const lines = [
    `${verdict}: pool ${pool.name} (${counted(pool.nodes.length, "node")}) for ${tenant.name}`,
    "",
    ...sides.flatMap(({ side, holds }) => [
      `${QUESTIONS[side]} ${holds}`,
      ...breachLines(dedication, side, { snapshot, explain, most }),
    ]),
    ...listed(
      "Comes to all nodes, also to these:",
      exceptions.map(({ pod, because }) => `${nameOfPod(pod)} (${because})`),
      most,
    ),
    ...listed(
      "Administers the cluster, and is kept out of nothing:",
      administrators.map(({ who, because }) => `${who} (${because})`),
      most,
    ),
    ...listed(
      "On the wrong side now:",
      observed.map(({ pod, node }) => `${nameOfPod(pod)} on node ${node}`),
      most,
    ),
    ...(explain ? dedication.assumptions.map((sentence) => `assumed: ${sentence}`) : []),
    ...planLines(plan),
  ];
  return `${lines.map(sanitize).join("\n")}\n`;
}

interface Shown {
  readonly snapshot: Snapshot;
  readonly explain: boolean;
  readonly most: number;
}

function breachLines(
  { breaches }: Dedication,
  side: DedicationSide,
  shown: Shown,
): readonly string[] {
  const own = breaches.filter((breach) => breach.side === side);
  const rest = own.length - shown.most;
  return [
    ...own.slice(0, shown.most).flatMap((breach) => linesOf(breach, shown)),
    ...(rest > 0 ? [`  … ${rest} more; --explain shows them`] : []),
  ];
}

function linesOf(
  { message, proof, holders, verdict }: Breach,
  { snapshot, explain }: Shown,
): readonly string[] {
  const who = holders.map((holder) => holder.who);
  const names = explain ? who : who.slice(0, 3);
  const more = who.length - names.length;
  return [
    `  ${verdict === "unknown" ? "not known: " : ""}${message}`,
    ...(who.length > 0 ? [`    by ${names.join(", ")}${more > 0 ? ` and ${more} more` : ""}`] : []),
    ...(explain
      ? proof.flatMap((each) => [
          `    ${headingOf(each.object)} ${formatFieldPath(each.path)}: ${each.message}`,
          ...(positionIn(snapshot, each) === undefined
            ? []
            : [`      ${positionIn(snapshot, each) ?? ""}`]),
        ])
      : []),
  ];
}

function listed(title: string, items: readonly string[], most: number): readonly string[] {
  if (items.length === 0) return [];
  const rest = items.length - most;
  return [
    "",
    title,
    ...items.slice(0, most).map((item) => `  ${item}`),
    ...(rest > 0 ? [`  … ${rest} more`] : []),
  ];
}

function withRemovals(removed: DedicationPlan["removed"]): string {
  const names = removed.map(({ object }) => headingOf(object));
  return names.length === 0 ? "" : `, and without ${[...new Set(names)].join(", ")},`;
}

function planLines({ documents, removed, after, remarks }: DedicationPlan): readonly string[] {
  if (documents.length === 0) return [];
  return [
    "",
    `${counted(documents.length, "document")}${withRemovals(removed)} would change it; judged again with them:`,
    `  ${after.verdict}: pool ${after.pool.name} for ${after.tenant.name}`,
    ...after.sides.map(({ side, holds }) => `  ${QUESTIONS[side]} ${holds}`),
    ...remarks.map((sentence) => `  ${sentence}`),
    "--plan FILE writes them.",
  ];
}
