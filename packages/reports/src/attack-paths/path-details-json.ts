import { ATTACK_STEPS, type AttackPaths } from "@watertight/core/attack-paths";
import type { JsonObject } from "@watertight/core/kubernetes";
import type { Snapshot } from "@watertight/core/snapshot";
import { changeText } from "./change-text.ts";
import { changeJson } from "./paths-json.ts";

/** What a page of paths shows beside the document of `paths -o json`: words for steps and for what breaks them. */
export function pathDetailsJson({ paths }: AttackPaths, snapshot: Snapshot): JsonObject {
  const used = new Set(paths.flatMap(({ steps }) => steps.map(({ edge }) => edge)));
  return {
    titles: Object.fromEntries([...used].map((id) => [id, ATTACK_STEPS[id].title])),
    steps: paths.map(({ steps }) =>
      steps.map(({ breaks, unknown }) => ({
        brokenBy: breaks.map(({ change }) => changeText(change)),
        // How many of the step's edits each of them is, in this order.
        edits: breaks.map(({ change }) => changeJson(change, snapshot).length),
        unknown,
      })),
    ),
  };
}
