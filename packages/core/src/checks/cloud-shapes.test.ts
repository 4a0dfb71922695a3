import { expect, it } from "vitest";
import { evaluateAll, exampleSnapshot } from "../../testing/checks.ts";
import { JOINED } from "../../testing/cloud/joined.ts";
import { createCluster } from "../cluster/cluster.ts";
import type { JsonObject } from "../kubernetes/json.ts";
import { notAssessableIn } from "../scan/not-assessable.ts";
import type { ExampleDocument, ObjectCheck, ObjectsExample } from "./check.ts";
import { cloudChecks } from "./cloud/index.ts";
import rows from "./cloud-shapes.test.json" with { type: "json" };
import { clusterApi, plan, state } from "./writing/cloud-examples.ts";

type Verdict = "fail" | "pass" | "unknown";

/** What a description says wrongly, rightly, and what it comes to where it says nothing. */
interface Row {
  readonly fail: JsonObject;
  readonly pass: JsonObject;
  readonly absent: Verdict;
}

/** Of checks of what a cluster or pool says of itself, by what describes it: an answer, a type of Terraform, a kind of Cluster API. */
const ROWS = rows as Readonly<Record<string, Readonly<Record<string, Row>>>>;

const GKE = "https://container.googleapis.com/v1/projects/p/locations/l/clusters/shop";
const AKS = { name: "shop", type: "Microsoft.ContainerService/ManagedClusters" };
const AKS_POOL = { name: "w", type: "Microsoft.ContainerService/managedClusters/agentPools" };

/** The shapes in which an answer of each kind comes: of the command, of the API, in lists. */
const ANSWERS: Readonly<Record<string, (said: JsonObject) => readonly JsonObject[]>> = {
  eks: ({ resourcesVpcConfig = {}, ...said }) => [
    { cluster: { name: "shop", resourcesVpcConfig, ...said } },
  ],
  eksPool: (said) => [{ nodegroup: { nodegroupName: "w", clusterName: "shop", ...said } }],
  aks: (said) => [
    { ...AKS, ...said },
    { ...AKS, properties: said },
    { value: [{ ...AKS, properties: said }] },
    { ...AKS, agentPoolProfiles: [], ...said },
  ],
  aksPool: (said) => [
    { ...AKS_POOL, ...said },
    { value: [{ ...AKS_POOL, properties: said }] },
    { ...AKS, properties: { agentPoolProfiles: [{ name: "w", ...said }] } },
  ],
  gke: (said) => [
    { selfLink: GKE, currentMasterVersion: "1.33.2", ...said },
    { clusters: [{ selfLink: GKE, currentMasterVersion: "1.33.2", ...said }] },
  ],
  gkePool: (said) => [
    { selfLink: `${GKE}/nodePools/w`, version: "1.33.2", ...said },
    { nodePools: [{ selfLink: `${GKE}/nodePools/w`, version: "1.33.2", ...said }] },
  ],
};

function documentsOf(kind: string, said: JsonObject): readonly ObjectsExample[] {
  const examples = (documents: readonly ExampleDocument[]): readonly ObjectsExample[] =>
    documents.map((document) => ({ title: kind, objects: [], documents: [document] }));
  const answers = ANSWERS[kind];
  if (answers) return examples(answers(said).map((json) => ({ file: "a.json", json })));
  if (/^[A-Z]/.test(kind)) return [{ title: kind, objects: [clusterApi(kind, said)] }];
  return examples([
    plan(kind, said),
    state(kind, said),
    rawState(kind, said),
    inModule(kind, said),
  ]);
}

function rawState(type: string, attributes: JsonObject): ExampleDocument {
  const instances = [{ index_key: "blue", attributes }];
  const resources = [{ module: "module.k", mode: "managed", type, name: "this", instances }];
  return { file: "a.tfstate", json: { version: 4, lineage: "l", resources } };
}

function inModule(type: string, values: JsonObject): ExampleDocument {
  const address = `module.k["a"].${type}.this[0]`;
  const resources = [{ address, mode: "managed", type, name: "this", index: 0, values }];
  const child_modules = [{ address: 'module.k["a"]', resources }];
  const root_module = { child_modules };
  return { file: "p.json", json: { format_version: "1.2", planned_values: { root_module } } };
}

const CHECKS = new Map(
  cloudChecks.flatMap((check) =>
    typeof check !== "function" && check.on === "object" ? [[check.id, check] as const] : [],
  ),
);

function verdictsOf(check: ObjectCheck, kind: string, said: JsonObject): readonly Verdict[] {
  return documentsOf(kind, said).map((example) => {
    const snapshot = exampleSnapshot(example);
    // Of a cluster with its pools only what the check speaks of says anything.
    if (evaluateAll(check, snapshot).length > 0) return "fail";
    const { parts } = notAssessableIn([createCluster(snapshot)], [check]);
    return parts.length > 0 ? "unknown" : "pass";
  });
}

const CASES = Object.entries(ROWS).flatMap(([id, rows]) =>
  Object.entries(rows).map(([kind, row]) => [id, kind, row] as const),
);

it.each(CASES)(
  "%s judges every shape of %s, and one that leaves the field out",
  (id, kind, row) => {
    const check = CHECKS.get(id);
    if (!check) throw new Error(`There is no check ${id}.`);
    const verdicts = {
      fail: new Set(verdictsOf(check, kind, row.fail)),
      pass: new Set(verdictsOf(check, kind, row.pass)),
      absent: new Set(verdictsOf(check, kind, {})),
    };
    expect(verdicts).toEqual({
      fail: new Set(["fail"]),
      pass: new Set(["pass"]),
      absent: new Set([row.absent]),
    });
  },
);

it("leaves out no check", () => {
  expect([...Object.keys(ROWS), ...Object.keys(JOINED)].sort()).toEqual([...CHECKS.keys()].sort());
});

it("finds nothing by a kind of description that it has no row for", () => {
  // A cluster with its pools is one of the shapes of a pool there.
  const kinds = new Set(CASES.flatMap(([, kind]) => (kind === "aksPool" ? [] : [kind])));
  const found = [...CHECKS].flatMap(([id, check]) => {
    const others = [...kinds].filter((kind) => ROWS[id] && !Object.hasOwn(ROWS[id], kind));
    return others.flatMap((kind) =>
      verdictsOf(check, kind, {}).includes("fail") ? [`${id} ${kind}`] : [],
    );
  });
  // A plan says what a state only guesses: the check's examples have both.
  expect(found).toEqual(["cloud-creator-admin aws_eks_cluster"]);
});

it("passes and fails nothing that a plan knows only after apply", () => {
  const types = new Set(CASES.map(([, kind]) => kind).filter((kind) => kind.includes("_")));
  for (const [id, kind, row] of CASES) {
    if (!types.has(kind)) continue;
    const check = CHECKS.get(id);
    const unknown = Object.fromEntries(Object.keys(row.fail).map((key) => [key, true]));
    const document = plan(kind, {}, unknown);
    const snapshot = exampleSnapshot({ objects: [], documents: [document] });
    const [name = ""] = Object.keys(row.fail);
    if (!check) throw new Error(`There is no check ${id}.`);
    // That a block is set at all is the answer of some.
    if (SET.has(name)) continue;
    expect([id, kind, evaluateAll(check, snapshot)]).toEqual([id, kind, []]);
    const { parts } = notAssessableIn([createCluster(snapshot)], [check]);
    expect([id, kind, parts.length]).toEqual([id, kind, 1]);
  }
});

/** What is set, to whatever, is the answer. */
const SET = new Set([
  "encryption_config",
  "key_management_service",
  "maintenance_window_auto_upgrade",
  "workload_identity_config",
  "remote_access",
]);
