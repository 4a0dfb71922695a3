import type { Edit } from "../../kubernetes/edit.ts";
import type { JsonValue } from "../../kubernetes/json.ts";
import { type At, byDefault, has, objectBelow, type Rewriting, whole, without } from "./rewrite.ts";

/** What a version took for granted of `spec` where `apps/v1` takes something else: SetDefaults_* of pkg/apis/{apps,extensions}. */
interface OldDefaults {
  readonly selectorFromTemplate: boolean;
  readonly spec: Readonly<Record<string, JsonValue>>;
  /** Of `strategy.rollingUpdate`, where the strategy is RollingUpdate. */
  readonly rollingUpdate?: Readonly<Record<string, JsonValue>>;
  /** Of `updateStrategy.type`. */
  readonly updateStrategy?: string;
}

const FOREVER = 2_147_483_647;

/** Deployments of `extensions/v1beta1`. */
export const extensionsDeployment: Rewriting = workload({
  selectorFromTemplate: true,
  spec: { revisionHistoryLimit: FOREVER, progressDeadlineSeconds: FOREVER },
  rollingUpdate: { maxUnavailable: 1, maxSurge: 1 },
});

export const deploymentBeta1: Rewriting = workload({
  selectorFromTemplate: true,
  spec: { revisionHistoryLimit: 2 },
});

export const extensionsDaemonSet: Rewriting = workload({
  selectorFromTemplate: true,
  spec: {},
  updateStrategy: "OnDelete",
});

export const extensionsReplicaSet: Rewriting = workload({ selectorFromTemplate: true, spec: {} });

export const statefulSetBeta1: Rewriting = workload({
  selectorFromTemplate: true,
  spec: {},
  updateStrategy: "OnDelete",
});

/** `apps/v1beta2` has the defaults of `apps/v1`. */
export const appsBeta2: Rewriting = workload({ selectorFromTemplate: false, spec: {} });

function workload(defaults: OldDefaults): Rewriting {
  return (object) => {
    const spec = objectBelow(whole(object), "spec");
    if (!spec) return { problem: "it has no spec" };
    const selector = selectorEdits(spec, defaults);
    if ("problem" in selector) return selector;
    return [
      ...selector,
      ...labelEdits(whole(object), spec, defaults),
      // Both are asked for once and not kept: a rollback, and the number of a template.
      ...without(spec, "rollbackTo", "templateGeneration"),
      ...Object.entries(defaults.spec).flatMap(([key, meant]) => byDefault(spec, key, meant)),
      ...strategyEdits(spec, defaults),
      ...updateStrategyEdits(spec, defaults),
    ];
  };
}

function selectorEdits(
  spec: At,
  { selectorFromTemplate }: OldDefaults,
): readonly Edit[] | { readonly problem: string } {
  if (has(spec, "selector")) return [];
  const labels = objectBelow(spec, "template", "metadata", "labels");
  if (!selectorFromTemplate || !labels || Object.keys(labels.value).length === 0) {
    return { problem: "it has no selector, and no labels to take it from" };
  }
  return byDefault(spec, "selector", { matchLabels: labels.value });
}

/** The same versions gave the object the labels of its pods, where it had none. */
function labelEdits(root: At, spec: At, { selectorFromTemplate }: OldDefaults): readonly Edit[] {
  const metadata = objectBelow(root, "metadata");
  const labels = objectBelow(spec, "template", "metadata", "labels");
  if (!selectorFromTemplate || !metadata || !labels) return [];
  return byDefault(metadata, "labels", labels.value);
}

function strategyEdits(spec: At, { rollingUpdate }: OldDefaults): readonly Edit[] {
  if (!rollingUpdate) return [];
  const strategy = objectBelow(spec, "strategy");
  if (!strategy) return byDefault(spec, "strategy", { rollingUpdate });
  if ((strategy.value["type"] ?? "RollingUpdate") !== "RollingUpdate") return [];
  const rolling = objectBelow(strategy, "rollingUpdate");
  if (!rolling) return byDefault(strategy, "rollingUpdate", rollingUpdate);
  return Object.entries(rollingUpdate).flatMap(([key, meant]) => byDefault(rolling, key, meant));
}

function updateStrategyEdits(spec: At, { updateStrategy }: OldDefaults): readonly Edit[] {
  if (updateStrategy === undefined) return [];
  const strategy = objectBelow(spec, "updateStrategy");
  return strategy
    ? byDefault(strategy, "type", updateStrategy)
    : byDefault(spec, "updateStrategy", { type: updateStrategy });
}
