import type { DocumentFacts } from "@watertight/reports/json";
import { createPage } from "@watertight/reports/page";
import { type AskedPairs, openTenancyJson } from "@watertight/reports/tenancy";
import type { Context } from "../../context.ts";

/** `tenancy -o html`: the matrix as a page, each cell with its proofs and what closes it. */
export function writeTenancyPage(asked: AskedPairs, facts: DocumentFacts, context: Context): void {
  const page = createPage(
    {
      title: "Watertight tenants",
      tool: { name: "watertight", version: context.version },
      asset: context.page(),
    },
    context.stdout.write,
  );
  page.document("tenancy", [openTenancyJson(asked, facts)]);
  page.end();
}
