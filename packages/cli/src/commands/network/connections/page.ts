import { stringifyJson } from "@watertight/core/kubernetes";
import type { NetworkAnalysis } from "@watertight/core/network";
import { networkMapJson } from "@watertight/reports/network";
import { createPage } from "@watertight/reports/page";
import type { Context } from "../../../context.ts";

/** `network connections -o html`: the document of `-o json`, with what its page draws and answers beside it. */
export function writeMapPage(
  connections: string,
  analysis: NetworkAnalysis,
  context: Context,
): void {
  const page = createPage(
    {
      title: "Watertight network map",
      tool: { name: "watertight", version: context.version },
      asset: context.page(),
    },
    context.stdout.write,
  );
  page.document("network", [connections]);
  page.document("network-map", [stringifyJson(networkMapJson(analysis))]);
  page.end();
}
