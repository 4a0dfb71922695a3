/**
 * Writes packages/core/src/kubernetes/api/resources.ts from the discovery documents of a Kubernetes release, which Go's module
 * proxy serves as part of k8s.io/kubernetes. Usage: npx tsx tools/generate-api-resources.ts v1.37.0
 */
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

interface ApiResourceList {
  readonly groupVersion: string;
  readonly resources: readonly {
    readonly name: string;
    readonly singularName: string;
    readonly namespaced: boolean;
    readonly kind: string;
    readonly shortNames?: readonly string[];
  }[];
}

interface Resource {
  readonly group: string;
  readonly name: string;
  readonly scope: "namespaced" | "cluster";
  readonly kind: string;
  readonly singular: string;
  readonly shortNames: readonly string[];
  readonly subresources: Set<string>;
}

const version = process.argv[2] ?? "v1.37.0";
const answer = execFileSync("go", ["mod", "download", "-json", `k8s.io/kubernetes@${version}`]);
const { Dir } = JSON.parse(answer.toString()) as { Dir: string };
const folder = join(Dir, "api/discovery");
const resources = new Map<string, Resource>();
// The core group first, then by name: the first of a name is the one that people mean.
for (const file of readdirSync(folder)
  .filter((name) => /^apis?__(?:.*__)?v\w+\.json$/.test(name))
  .sort()) {
  addResources(JSON.parse(readFileSync(join(folder, file), "utf8")) as ApiResourceList);
}
const lines = [...resources.values()].map(
  ({ group, name, scope, kind, singular, shortNames, subresources }) =>
    [
      group || "core",
      name,
      scope,
      kind,
      singular,
      shortNames.join(",") || "-",
      [...subresources].sort().join(",") || "-",
    ].join(" "),
);
writeFileSync(
  new URL("../packages/core/src/kubernetes/api/resources.ts", import.meta.url),
  `// Generated from the discovery documents of Kubernetes ${version} by tools/generate-api-resources.ts.

/** One resource a line: group (\`core\` for the core group), name, scope, kind, singular, short names, subresources; \`-\` for none. */
export const API_RESOURCES = \`
${lines.join("\n")}
\`;
`,
);

function addResources({ groupVersion, resources: listed }: ApiResourceList): void {
  const group = groupVersion.includes("/") ? (groupVersion.split("/")[0] ?? "") : "";
  for (const { name: path, singularName, namespaced, kind, shortNames = [] } of listed) {
    const [name = "", subresource] = path.split("/");
    const key = `${group}/${name}`;
    const known = resources.get(key);
    if (subresource !== undefined) known?.subresources.add(subresource);
    else if (!known) {
      resources.set(key, {
        group,
        name,
        scope: namespaced ? "namespaced" : "cluster",
        kind,
        singular: singularName,
        shortNames,
        subresources: new Set(),
      });
    }
  }
}
