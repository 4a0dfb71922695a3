import type { AdmissionPlugins } from "./admission-plugins.ts";
import type { PlacementNode, PlacementPod, PlacementScope } from "./model.ts";
import type { RuleWorld } from "./rules.ts";

interface Asked {
  readonly pod: PlacementPod;
  readonly node: PlacementNode;
  readonly world: RuleWorld;
  readonly scope: PlacementScope;
  readonly plugins: AdmissionPlugins;
  readonly others: readonly string[];
}

/** What a verdict rests on beyond the objects, a whole sentence each. */
export function assumptionsOf(asked: Asked): readonly string[] {
  return [...ofAdmission(asked), ...ofScheduling(asked), ...ofOthers(asked)];
}

function ofAdmission({ pod, plugins, others }: Asked): readonly string[] {
  if (pod.isAdmitted) return [];
  return [
    ...(plugins.enabled.known === "defaulted"
      ? [
          "The admission plugins PodNodeSelector and PodTolerationRestriction are off, as they are by default: the input does not show the API server.",
        ]
      : []),
    ...(others.length > 0
      ? [`What may change the pod is not evaluated: ${others.join(", ")}.`]
      : []),
  ];
}

function ofScheduling({ pod, world }: Asked): readonly string[] {
  const compares = (pod.spec.tolerations ?? []).some(
    ({ operator }) => operator === "Gt" || operator === "Lt",
  );
  return compares && world.comparing
    ? [
        "The feature TaintTolerationComparisonOperators is on: where it is off, the API server takes no pod with Gt or Lt.",
      ]
    : [];
}

function ofOthers({ node, world, scope }: Asked): readonly string[] {
  if (scope === "ever")
    return [
      "What passes by itself is left out: free ports and resources, and which other pods are where.",
    ];
  return [
    ...(node.allocatable ? [] : ["The node has room for the pod: it does not say what it has."]),
    ...(world.knowsPods
      ? []
      : ["No pod that the input does not show keeps it away by anti-affinity."]),
  ];
}
