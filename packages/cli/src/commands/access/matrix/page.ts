import type { Authorizer } from "@watertight/core/access";
import { stringifyJson } from "@watertight/core/kubernetes";
import { grantsJson } from "@watertight/reports/access";
import type { DocumentFacts } from "@watertight/reports/json";
import { createPage } from "@watertight/reports/page";
import type { Context } from "../../../context.ts";

/** `access matrix -o html`: the document of `-o json`, with what its page answers questions from. */
export function writeMatrixPage(
  matrix: string,
  { authorizer, facts }: { readonly authorizer: Authorizer; readonly facts: DocumentFacts },
  context: Context,
): void {
  const page = createPage(
    {
      title: "Watertight access matrix",
      tool: { name: "watertight", version: context.version },
      asset: context.page(),
    },
    context.stdout.write,
  );
  page.document("access", [matrix]);
  page.document("access-grants", [stringifyJson(grantsJson(authorizer, facts.snapshot))]);
  page.end();
}
