import type { AttackPaths } from "@watertight/core/attack-paths";
import { stringifyJson } from "@watertight/core/kubernetes";
import type { Snapshot } from "@watertight/core/snapshot";
import { pathDetailsJson } from "@watertight/reports/attack-paths";
import { createPage } from "@watertight/reports/page";
import type { Context } from "../../context.ts";

/** `paths -o html`: the ranked list, each path drawn and as a table. */
export function writePathsPage(
  json: string,
  { found, snapshot }: { readonly found: AttackPaths; readonly snapshot: Snapshot },
  context: Context,
): void {
  const page = createPage(
    {
      title: "Watertight paths of attack",
      tool: { name: "watertight", version: context.version },
      asset: context.page(),
    },
    context.stdout.write,
  );
  page.document("paths", [json]);
  page.document("path-details", [stringifyJson(pathDetailsJson(found, snapshot))]);
  page.end();
}
