import { type ClusterContents, clusterContentsOf } from "@watertight/core/images";
import { parseImageReference } from "@watertight/core/kubernetes";
import type { Snapshot } from "@watertight/core/snapshot";
import { type Bill, type BillPart, cyclonedx, imagePurl, spdx } from "@watertight/reports/bom";
import { documentHead, safeJson } from "@watertight/reports/json";
import { counted, sanitize } from "@watertight/reports/text";
import type { Context } from "../../../context.ts";
import { CLEAN, type Ending, endedIncomplete, gapIn } from "../../../ending.ts";

/** The bill of materials of a cluster: its images, its components and its nodes. */
export function writeClusterBill(
  snapshot: Snapshot,
  name: string,
  format: string,
  context: Context,
): Ending {
  const contents = clusterContentsOf(snapshot);
  const gap = gapIn(snapshot);
  const ending = gap === undefined ? CLEAN : endedIncomplete(gap);
  context.statusSoFar(ending.status);
  const bill = (): Bill => billOf(contents, name, snapshot, context);
  const written = new Map([
    ["json", () => clusterJson(contents, name, snapshot)],
    ["cyclonedx", () => cyclonedx(bill())],
    ["spdx", () => spdx(bill())],
  ]).get(format);
  context.stdout.write(written ? written() : clusterText(contents, name));
  return ending;
}

function billOf(
  contents: ClusterContents,
  name: string,
  snapshot: Snapshot,
  context: Context,
): Bill {
  const { kubernetesVersion } = snapshot.assumptions;
  return {
    tool: { name: "watertight", version: context.version },
    day: context.today(),
    subject: {
      kind: "cluster",
      name,
      version: kubernetesVersion.known === "defaulted" ? "" : kubernetesVersion.value,
    },
    packages: [],
    layers: [],
    notRead: snapshot.coverage.notExamined
      .filter(({ kind }) => kind !== "not-kubernetes" && kind !== "ignored")
      .map(({ file, reason }) => ({ path: file, reason: reason.replace(/\.$/, "") })),
    parts: partsOf(contents),
  };
}

function partsOf({ images, components, nodes }: ClusterContents): readonly BillPart[] {
  return [
    ...components.map(
      (each): BillPart => ({
        kind: "component",
        name: each.name,
        version: each.version,
        purl: componentPurl(each.name, each.version),
        properties: each.nodes.map((node) => ["node", node]),
      }),
    ),
    ...nodes.map(
      (each): BillPart => ({
        kind: "node",
        name: each.name,
        version: "",
        purl: "",
        properties: [
          ["operatingSystem", each.operatingSystem],
          ["kernel", each.kernel],
          ["architecture", each.architecture],
        ],
      }),
    ),
    ...images.map(({ reference, usedBy }): BillPart => {
      const { name, tag, digest } = parseImageReference(reference);
      return {
        kind: "image",
        name,
        version: digest ?? tag ?? "latest",
        purl: imagePurl(name, digest ?? ""),
        properties: [["reference", reference], ...usedBy.map((user) => ["usedBy", user] as const)],
      };
    }),
  ];
}

/** Kubernetes' own programs are named as in OSV. */
function componentPurl(name: string, version: string): string {
  const own = /^kube/.test(name);
  return own ? `pkg:k8s/k8s.io/${name}@${encodeURIComponent(version)}` : "";
}

function clusterJson(contents: ClusterContents, name: string, snapshot: Snapshot): string {
  const { images, components, nodes } = contents;
  return `${safeJson({
    ...documentHead({ snapshot, incomplete: gapIn(snapshot) !== undefined }),
    cluster: name,
    components: components.map((each) => ({
      ...each,
      purl: componentPurl(each.name, each.version),
    })),
    nodes: nodes.map((each) => ({ ...each })),
    images: images.map(({ reference, usedBy }) => {
      const { name: repository, tag, digest } = parseImageReference(reference);
      return { reference, repository, tag: tag ?? null, digest: digest ?? null, usedBy };
    }),
  })}\n`;
}

function clusterText({ images, components, nodes }: ClusterContents, name: string): string {
  const lines = [
    name,
    `  ${counted(images.length, "image")}, ${counted(components.length, "component")}, ${counted(nodes.length, "node")}`,
    "",
    ...components.map(
      (each) =>
        `${each.name} ${each.version}${each.nodes.length === 0 ? "" : ` on ${counted(each.nodes.length, "node")}`}`,
    ),
    ...nodes.map((each) =>
      `node/${each.name}  ${[each.operatingSystem, each.kernel, each.architecture].filter(Boolean).join(", ")}`.trimEnd(),
    ),
    "",
    ...images.flatMap(({ reference, usedBy }) => [reference, ...usedBy.map((user) => `  ${user}`)]),
    "",
    "Next: watertight images packages IMAGE, for what an image holds.",
  ];
  return `${lines.map((line) => sanitize(line)).join("\n")}\n`;
}
