import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect, it } from "vitest";
import { watertight, watertightIn } from "../../testing/watertight.ts";

/** A Deployment `web` whose one weakness that counts here is its host network, unless it has none. */
function web(image: string, hostNetwork = true): string {
  return `apiVersion: apps/v1
kind: Deployment
metadata: { name: web, namespace: shop }
spec:
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec:
      hostNetwork: ${hostNetwork}
      containers:
        - name: web
          image: ${image}
`;
}

const ONLY = ["--check", "host-network"];

interface Shown {
  readonly location: { readonly file: string };
  readonly worlds?: readonly string[];
  readonly alsoAt: readonly { readonly file: string }[];
}

async function scanned(
  argv: readonly string[],
  files: Readonly<Record<string, string>>,
): Promise<readonly string[]> {
  const { stdout } = await watertight(["scan", "-o", "json", ...ONLY, ...argv], files);
  const { findings } = JSON.parse(stdout) as { findings: readonly Shown[] };
  return findings.map(
    ({ location, worlds, alsoAt }) =>
      `${location.file} in ${worlds?.join("+") ?? "-"}${alsoAt.map(({ file }) => ` also ${file}`).join("")}`,
  );
}

it("reports different objects of one name apart, each with its world", async () => {
  const files = { "dev/web.yaml": web("web:1"), "prod/web.yaml": web("web:2") };
  expect(await scanned(["."], files)).toEqual(["dev/web.yaml in dev", "prod/web.yaml in prod"]);
});

it("reports the same object in two folders once", async () => {
  const files = { "a/web.yaml": web("web:1"), "b/web.yaml": web("web:1") };
  expect(await scanned(["."], files)).toEqual(["a/web.yaml in - also b/web.yaml"]);
});

it("takes all for one world where that is said, and still merges no two objects", async () => {
  const files = { "dev/web.yaml": web("web:1"), "prod/web.yaml": web("web:2") };
  expect(await scanned(["--one-world", "."], files)).toEqual([
    "dev/web.yaml in -",
    "prod/web.yaml in -",
  ]);
});

/** What a scan of a folder finds that a baseline of before does not know; both folders stand in one place, one after the other. */
async function news(
  before: { readonly paths: readonly string[]; readonly files: Files },
  now: { readonly paths: readonly string[]; readonly files: Files },
): Promise<readonly string[]> {
  const folder = mkdtempSync(join(tmpdir(), "watertight-worlds-"));
  try {
    write(folder, before.files);
    await watertightIn(folder, ["baseline", "write", ...ONLY, ...before.paths]);
    for (const file of Object.keys(before.files)) rmSync(join(folder, file));
    write(folder, now.files);
    const argv = ["scan", "-o", "json", ...ONLY, "--baseline", "watertight-baseline.json"];
    const { stdout } = await watertightIn(folder, [...argv, ...now.paths]);
    const { findings } = JSON.parse(stdout) as { findings: readonly Shown[] };
    return findings.map(({ location }) => location.file);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

type Files = Readonly<Record<string, string>>;

function write(folder: string, files: Files): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
}

const A = { "a/web.yaml": web("web:1") };
const B = { "b/web.yaml": web("web:2") };
const C = { "c/web.yaml": web("web:3") };

it("has a baseline of one folder hide nothing of another", async () => {
  const before = { paths: ["a"], files: A };
  expect(await news(before, { paths: ["a", "b"], files: { ...A, ...B } })).toEqual(["b/web.yaml"]);
  expect(await news(before, { paths: ["b", "a"], files: { ...A, ...B } })).toEqual(["b/web.yaml"]);
  const all = { ...A, ...B, ...C };
  expect(await news(before, { paths: ["."], files: all })).toEqual(["b/web.yaml", "c/web.yaml"]);
  expect(await news({ paths: ["."], files: all }, { paths: ["."], files: all })).toEqual([]);
});

it("has a baseline follow what was moved or renamed", async () => {
  const moved = { "new/place/deployment.yaml": web("web:1") };
  expect(await news({ paths: ["."], files: A }, { paths: ["."], files: moved })).toEqual([]);
  const changed = { ...B, "renamed/web.yaml": web("web:1") };
  expect(
    await news({ paths: ["."], files: { ...A, ...B } }, { paths: ["."], files: changed }),
  ).toEqual([]);
});

it("has a baseline see that one folder was put right and another went wrong", async () => {
  const files = { "a/web.yaml": web("web:1", false), ...B };
  expect(await news({ paths: ["."], files: A }, { paths: ["."], files })).toEqual(["b/web.yaml"]);
});

it("compares two states folder by folder", async () => {
  const files = {
    "old/a/web.yaml": web("web:1"),
    "old/b/web.yaml": web("web:2", false),
    "new/a/web.yaml": web("web:1", false),
    "new/b/web.yaml": web("web:2"),
  };
  const { stdout, status } = await watertight(["diff", "-o", "json", ...ONLY, "old", "new"], files);
  const difference = JSON.parse(stdout) as Record<
    "new" | "gone",
    readonly { location: { file: string } }[]
  >;
  expect(difference.new.map(({ location }) => location.file)).toEqual(["new/b/web.yaml"]);
  expect(difference.gone.map(({ location }) => location.file)).toEqual(["old/a/web.yaml"]);
  expect(status).toBe(1);
});

it("gives GitLab a fingerprint for each of two objects of one name, and keeps that of a single one", async () => {
  const fingerprints = async (files: Files): Promise<readonly string[]> => {
    const { stdout } = await watertight(["scan", "-o", "gitlab", ...ONLY, "."], files);
    return (JSON.parse(stdout) as { fingerprint: string }[]).map(({ fingerprint }) => fingerprint);
  };
  const [single = ""] = await fingerprints(A);
  const both = await fingerprints({ ...A, ...B });
  expect(both).toHaveLength(2);
  expect(new Set([single, ...both]).size).toBe(3);
});

const SHOP = `apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata: { name: controller }
roleRef: { apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: cluster-admin }
subjects: [{ kind: ServiceAccount, name: controller, namespace: argocd }]
---
apiVersion: v1
kind: ServiceAccount
metadata: { name: controller }
---
apiVersion: v1
kind: Pod
metadata: { name: controller }
spec:
  serviceAccountName: controller
  containers: [{ name: main, image: "controller:1" }]
`;

it("knows the namespace of objects that name none from their own bindings, and says so", async () => {
  const find = async (argv: readonly string[]): Promise<unknown> => {
    const check = ["--check", "pod-account-can-take-over"];
    const { stdout } = await watertight(["scan", "-o", "json", ...check, ...argv, "install.yaml"], {
      "install.yaml": SHOP,
    });
    const report = JSON.parse(stdout) as {
      findings: unknown;
      assumptions: { namespaces: unknown };
    };
    return [report.findings, report.assumptions.namespaces];
  };
  const [found, assumed] = (await find([])) as [unknown[], unknown];
  const [configured, given] = (await find(["-n", "argocd"])) as [unknown[], unknown];
  expect(found).toHaveLength(1);
  expect(configured).toEqual(found);
  expect(assumed).toEqual([
    {
      world: "",
      value: "argocd",
      known: "observed",
      evidence: [
        {
          object: {
            apiVersion: "rbac.authorization.k8s.io/v1",
            kind: "ClusterRoleBinding",
            namespace: null,
            name: "controller",
          },
          path: "subjects[0].namespace",
          message: "names ServiceAccount controller of namespace argocd",
          location: {
            ...{ file: "install.yaml", line: 5, column: 54, endLine: 5, endColumn: 71 },
            rendered: false,
          },
        },
      ],
    },
  ]);
  expect(given).toEqual([{ world: "", value: "argocd", known: "configured", evidence: [] }]);
});

it("asks which world a question is about, and answers for the one that is named", async () => {
  const pod = (image: string): string => `apiVersion: v1
kind: Pod
metadata: { name: web, namespace: shop }
spec: { containers: [{ name: web, image: "${image}" }] }
`;
  const files = { "dev/a.yaml": pod("web:1"), "prod/a.yaml": pod("web:2") };
  const open = watertight(["network", "connections", "."], files);
  await expect(open).rejects.toThrow("say which is meant with --world");
  const chosen = await watertight(["network", "connections", "--world", "prod", "."], files);
  expect(chosen.status).toBe(0);
  const wrong = ["access", "rights", "--subject", "user:a", "--world", "x", "-f", "."];
  await expect(watertight(wrong, files)).rejects.toThrow('There is no world "x" in the input.');
});
