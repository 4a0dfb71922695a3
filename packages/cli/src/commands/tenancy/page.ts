import { stringifyJson } from "@watertight/core/kubernetes";
import { CHANNEL_IDS } from "@watertight/core/tenancy";
import { type DocumentFacts, documentHead, safeJson } from "@watertight/reports/json";
import { createPage } from "@watertight/reports/page";
import type { Context } from "../../context.ts";
import { cellJson } from "./json.ts";
import { type AskedPairs, openCells } from "./pairs.ts";

/** `tenancy -o html`: the matrix as a page, each cell with its proofs and what closes it; of closed channels it holds only which they are. */
export function writeTenancyPage(asked: AskedPairs, facts: DocumentFacts, context: Context): void {
  const page = createPage(
    {
      title: "Watertight tenants",
      tool: { name: "watertight", version: context.version },
      asset: context.page(),
    },
    context.stdout.write,
  );
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
  page.document("tenancy", [`${head.slice(0, -1)},"channels":[${rows.join(",")}]}`]);
  page.end();
}
