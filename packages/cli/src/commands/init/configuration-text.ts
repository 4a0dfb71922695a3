import { NEWEST_VERSION } from "@watertight/core/kubernetes";
import type { Sights } from "./sights.ts";

/** More would be a list and no comment. */
const LONGEST = 12;

/** A watertight.yaml that says in comments what was seen, and states what is sure; the rest stands there commented out. */
export function configurationText(sights: Sights): string {
  const parts = [
    head(sights),
    version(sights),
    wholeCluster(sights),
    namespace(sights),
    network(sights),
    FAIL_ON,
    EXCLUDE,
    HELM,
    CHECKS,
    parameters(sights),
    EXCEPTIONS,
  ];
  return parts.map((lines) => `${lines.join("\n")}\n`).join("\n");
}

function head({ objects, platforms, namespaces }: Sights): readonly string[] {
  return [
    "# What Watertight is told of this cluster and of what is asked of it. Every entry may be left out; an option of the command line",
    "# comes before it. `watertight help scan` lists them, and a mistake here is told with its line.",
    `# Seen: ${objects === 1 ? "1 object" : `${objects} objects`}.`,
    ...platforms.map(({ name, by }) => comment(`Platform: ${name}, by ${by}.`)),
    ...(namespaces.length === 0 ? [] : [comment(`Namespaces: ${some(namespaces)}.`)]),
  ];
}

function version({ version: seen }: Sights): readonly string[] {
  if (seen) {
    return [
      comment(`The version to judge and to render for: what ${seen.of} runs.`),
      `kubernetesVersion: ${seen.value}`,
    ];
  }
  return [
    `# The version to judge and to render for. No object says it: without this line it is ${NEWEST_VERSION}.`,
    `# kubernetesVersion: ${NEWEST_VERSION}`,
  ];
}

function wholeCluster({ hasNodes }: Sights): readonly string[] {
  return [
    "# Whether what is read is everything in the cluster, so that what is absent does not exist: a missing policy is then known to be missing.",
    ...(hasNodes ? ["# There are nodes among the objects, as in a dump of a whole cluster."] : []),
    "# wholeCluster: true",
  ];
}

function namespace({ assumedNamespace }: Sights): readonly string[] {
  return [
    "# Where objects are applied that name no namespace.",
    ...(assumedNamespace === undefined
      ? []
      : ["# Other objects say that it is this one; without this line they are believed."]),
    `# namespace: ${assumedNamespace ?? "shop"}`,
  ];
}

function network({ cni }: Sights): readonly string[] {
  return [
    "# The network plugin, which says what policies are enforced.",
    ...(cni === undefined
      ? ["# No object shows it: without this line policies are taken as Kubernetes describes them."]
      : [`# The objects show ${cni}; without this line they are believed.`]),
    "# network:",
    `#   cni: ${cni ?? "cilium"}`,
  ];
}

const FAIL_ON = [
  "# Findings of this severity or worse end a scan with status 1: info, low, medium, high, critical or none.",
  "failOn: high",
];

const EXCLUDE = [
  "# What is not read, as in .gitignore, beginning in this folder.",
  "# exclude:",
  '#   - "**/testdata/**"',
];

const HELM = [
  "# What charts are rendered with.",
  "# helm:",
  "#   values:",
  "#     - production.yaml",
];

const CHECKS = [
  "# Which checks run, and how severe they are here; `watertight checks` lists them.",
  "# checks:",
  "#   skip: [image-digest-missing]",
  "#   severity:",
  "#     replicas-few: low",
];

function parameters({ registries }: Sights): readonly string[] {
  const seen = registries
    .slice(0, LONGEST)
    .map((registry) => `#     - ${JSON.stringify(registry)}`);
  return [
    "# What this organization asks for. The registries are those that images come from today: say here which may stay.",
    "# parameters:",
    "#   allowedRegistries:",
    ...(seen.length === 0 ? ["#     - registry.example.com"] : seen),
  ];
}

const EXCEPTIONS = [
  "# What is accepted, by whom, why and until when; it stays in the report.",
  "# exceptions:",
  "#   - checks: [host-network]",
  "#     kind: DaemonSet",
  "#     name: node-exporter",
  "#     reason: it measures the node",
  "#     owner: platform",
  "#     until: 2030-12-31",
];

function some(names: readonly string[]): string {
  const shown = names.slice(0, LONGEST).join(", ");
  return names.length > LONGEST ? `${shown} and ${names.length - LONGEST} more` : shown;
}

/** Text of the input on one line of comment. */
function comment(text: string): string {
  return `# ${text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, " ")}`;
}
