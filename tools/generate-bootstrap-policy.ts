/**
 * Writes packages/core/src/access/bootstrap-policy.ts: the roles and bindings that an API server creates at its start, from the
 * YAML that Kubernetes tests its own policy against, which Go's module proxy serves as part of k8s.io/kubernetes.
 * Usage: npx tsx tools/generate-bootstrap-policy.ts v1.36.3
 */
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { load } from "js-yaml";

interface Written {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly labels?: Readonly<Record<string, string>>;
  };
  readonly aggregationRule?: unknown;
  readonly rules?: unknown;
  readonly roleRef?: unknown;
  readonly subjects?: unknown;
}

const FOLDER = "plugin/pkg/auth/authorizer/rbac/bootstrappolicy/testdata";
const FILES = [
  "cluster-roles.yaml",
  "controller-roles.yaml",
  "namespace-roles.yaml",
  "cluster-role-bindings.yaml",
  "controller-role-bindings.yaml",
  "namespace-role-bindings.yaml",
];

const version = process.argv[2] ?? "v1.36.3";
const answer = execFileSync("go", ["mod", "download", "-json", `k8s.io/kubernetes@${version}`]);
const { Dir } = JSON.parse(answer.toString()) as { Dir: string };
const objects = FILES.flatMap((file) => {
  const text = readFileSync(join(Dir, FOLDER, file), "utf8");
  return (load(text) as { readonly items: readonly Written[] }).items;
});
// The lists for namespaces hold some objects twice.
const lines = new Set(objects.map((object) => JSON.stringify(shortened(object))));
writeFileSync(
  new URL("../packages/core/src/access/bootstrap-policy.ts", import.meta.url),
  `// Generated from ${FOLDER} of k8s.io/kubernetes ${version} by tools/generate-bootstrap-policy.ts.

/** The minor version whose policy it is. */
export const BOOTSTRAP_POLICY_VERSION = "${version.split(".", 2).join(".")}";

/** The roles and bindings that an API server creates at its start, with its default feature gates: an object a line. */
export const BOOTSTRAP_POLICY: string = String.raw\`
${[...lines].join("\n")}
\`;
`,
);

/** What decides: annotations and empty members say nothing here. */
function shortened({ apiVersion, kind, metadata, ...rest }: Written): unknown {
  const { name, namespace, labels } = metadata;
  return { apiVersion, kind, metadata: { name, namespace, labels }, ...withoutNull(rest) };
}

function withoutNull(
  members: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(members).filter(([key, value]) => value !== null && key !== "status"),
  );
}
