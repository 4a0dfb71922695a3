import { ATTACK_STEPS, type AttackPaths } from "@watertight/core/attack-paths";
import { stringifyJson } from "@watertight/core/kubernetes";
import { createPage } from "@watertight/reports/page";
import type { Context } from "../../context.ts";
import { changeText } from "./text.ts";

/** `paths -o html`: the ranked list, each path drawn and as a table. */
export function writePathsPage(json: string, { paths }: AttackPaths, context: Context): void {
  const page = createPage(
    {
      title: "Watertight paths of attack",
      tool: { name: "watertight", version: context.version },
      asset: context.page(),
    },
    context.stdout.write,
  );
  page.document("paths", [json]);
  const used = new Set(paths.flatMap(({ steps }) => steps.map(({ edge }) => edge)));
  const details = {
    titles: Object.fromEntries([...used].map((id) => [id, ATTACK_STEPS[id].title])),
    steps: paths.map(({ steps }) =>
      steps.map(({ breaks, unknown }) => ({
        brokenBy: breaks.map(({ change }) => changeText(change)),
        unknown,
      })),
    ),
  };
  page.document("path-details", [stringifyJson(details)]);
  page.end();
}
