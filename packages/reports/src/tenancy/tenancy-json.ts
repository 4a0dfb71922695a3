import { formatFieldPath, type JsonObject, stringifyJson } from "@watertight/core/kubernetes";
import type { Snapshot } from "@watertight/core/snapshot";
import { CHANNEL_IDS, type ChannelFix } from "@watertight/core/tenancy";
import { type DocumentFacts, documentHead } from "../json/document-json.ts";
import { proofJson, referenceJson } from "../json/evidence-json.ts";
import { safeJson } from "../json/safe-json.ts";
import { type AskedPairs, type OpenCell, openCells } from "./pairs.ts";

/** `tenancy -o json`: a row a pair and channel, the closed ones too. */
export function tenancyJson({ tenancy, pairs }: AskedPairs, facts: DocumentFacts): string {
  const { snapshot } = facts;
  const head = safeJson({
    ...documentHead(facts),
    tenants: tenancy.tenants.map(({ name, namespaces }) => ({ name, namespaces })),
  });
  const rows = pairs.flatMap(([from, to]) =>
    CHANNEL_IDS.map((channel) => {
      const cell = tenancy.cell(from, to, channel);
      return `  ${stringifyJson(cellJson({ from, to, channel, cell }, snapshot))}`;
    }),
  );
  const isolated = pairs
    .filter(([from, to]) => tenancy.open(from, to).length === 0)
    .map(([from, to]) => ({ from: from.name, to: to.name, assumptions: tenancy.assumptions }));
  return `${head.slice(0, -1)},\n"channels": [\n${rows.join(",\n")}\n],\n"isolated": ${stringifyJson(isolated)}}\n`;
}

/** A channel between two tenants, open or closed, as documents have it. */
function cellJson({ from, to, channel, cell }: OpenCell, snapshot: Snapshot): JsonObject {
  const fix = cell.fix();
  return {
    from: from.name,
    to: to.name,
    channel,
    verdict: cell.verdict,
    reason: cell.reason,
    proof: proofJson(cell.proof(), snapshot),
    fix: fix ? fixJson(fix, snapshot) : null,
  };
}

/** What closes a channel, as documents have it. */
function fixJson({ message, edits, removed, added }: ChannelFix, snapshot: Snapshot): JsonObject {
  const nameOf = (reference: ChannelFix["removed"][number]): JsonObject =>
    referenceJson(snapshot.find(reference)?.reference ?? reference);
  return {
    message,
    edits: edits.map(({ object, edit }) => ({
      object: nameOf(object),
      op: edit.op,
      path: formatFieldPath(edit.path),
      ...(edit.op !== "remove" && { value: edit.value }),
    })),
    removed: removed.map(nameOf),
    added,
  };
}

/** What a page of tenants shows: of closed channels only which they are. */
export function openTenancyJson(asked: AskedPairs, facts: DocumentFacts): string {
  const { tenancy, pairs } = asked;
  const namesOf = (side: 0 | 1): readonly string[] => [
    ...new Set(pairs.map((pair) => pair[side].name)),
  ];
  const head = safeJson({
    ...documentHead(facts),
    tenants: tenancy.tenants.map(({ name, namespaces }) => ({ name, namespaces })),
    channelIds: CHANNEL_IDS,
    from: namesOf(0),
    to: namesOf(1),
  });
  const rows = openCells(asked).map((cell) => stringifyJson(cellJson(cell, facts.snapshot)));
  return `${head.slice(0, -1)},"channels":[${rows.join(",")}]}`;
}
