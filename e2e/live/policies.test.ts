import { readFileSync } from "node:fs";
import {
  type AdmissionAttributes,
  admit,
  EXPORTED_RULES,
  exportedPolicy,
  type Policies,
  readPolicies,
  requestFor,
  type SnapshotSurroundings,
  surroundingsOf,
} from "@watertight/cel/policies";
import { createAuthorizer } from "@watertight/core/access";
import { builtInChecks } from "@watertight/core/checks";
import {
  isKubernetesObject,
  type JsonObject,
  type KubernetesObject,
  objectAt,
  textAt,
} from "@watertight/core/kubernetes";
import { seeded, wholeSnapshotOf } from "@watertight/core/testing";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { needing } from "../../conformance/needs.ts";
import {
  type Answer,
  type Ask,
  CONTROL_PLANE,
  type ControlPlane,
  createAsk,
  NEWEST,
  OLDER,
  startControlPlane,
  until,
} from "../control-plane/index.ts";
import { bindingOf, MUTATING, policyOf, VALIDATING } from "./admission-policies.ts";
import { extent, seedOf } from "./extent.ts";
import { inParallel } from "./in-parallel.ts";
import { binding, mustCreate, namespace, role, user } from "./objects.ts";
import { auditedFor, ownOf, seenObject, seenOf, TOLD } from "./policy-answers.ts";
import { randomValidPod } from "./random-valid-pods.ts";

/*
 * The same policies in the API server and here, on the same random Pods: decision, message, warnings and annotations; and the object
 * that mutating policies make.
 */

const SEED = seedOf(20_261_123);
const PODS = extent(250, 2000);
const PLAIN = "plain";
const DENYING = VALIDATING.map(({ name }) => `policies-${name}`);
const MAKING = MUTATING.map(({ name }) => `making-${name}`);

const PARAMS: readonly KubernetesObject[] = ["1", "2", "few"].map((most) => ({
  apiVersion: "v1",
  kind: "ConfigMap",
  metadata: { name: `most-${most}`, namespace: "default", labels: { limits: "yes" } },
  data: { most },
}));

const RIGHTS: readonly KubernetesObject[] = [
  role("pod-maker", [{ apiGroups: [""], resources: ["pods"], verbs: ["create", "delete"] }]),
  binding("ann-makes-pods", "pod-maker", [user("ann")]),
  role("reader", [{ apiGroups: [""], resources: ["secrets"], verbs: ["get"] }], "default"),
  binding(
    "reader-reads",
    "reader",
    [{ kind: "ServiceAccount", name: "reader", namespace: "default" }],
    { space: "default", kind: "Role" },
  ),
];

const VAP = "ValidatingAdmissionPolicy";
const MAP = "MutatingAdmissionPolicy";

/** 1.34 has mutating policies as a beta that is off unless it is asked for. */
const BETA = [
  "--feature-gates=MutatingAdmissionPolicy=true",
  "--runtime-config=admissionregistration.k8s.io/v1beta1=true",
];

function objectsOf(isBeta: boolean): readonly KubernetesObject[] {
  const validating = VALIDATING.flatMap((each, at) => [
    policyOf(each, VAP),
    bindingOf(each, `${VAP}Binding`, { space: TOLD, actions: ["Warn", "Audit"] }),
    bindingOf(each, `${VAP}Binding`, { space: DENYING[at] ?? "", actions: ["Deny", "Audit"] }),
  ]);
  const mutating = MUTATING.flatMap((each, at) => [
    policyOf(each, MAP),
    bindingOf(each, `${MAP}Binding`, { space: MAKING[at] ?? "", actions: [] }),
  ]);
  const apiVersion = "admissionregistration.k8s.io/v1beta1";
  return [...validating, ...mutating.map((each) => (isBeta ? { ...each, apiVersion } : each))];
}

const SPACES: readonly KubernetesObject[] = [
  namespace(TOLD, { tier: "front" }),
  namespace(PLAIN),
  ...[...DENYING, ...MAKING].map((name, at) =>
    namespace(name, { tier: at % 2 ? "front" : "back" }),
  ),
];

const PLURALS: Readonly<Record<string, string>> = {
  [VAP]: "validatingadmissionpolicies",
  [`${VAP}Binding`]: "validatingadmissionpolicybindings",
  [MAP]: "mutatingadmissionpolicies",
  [`${MAP}Binding`]: "mutatingadmissionpolicybindings",
};

async function install(ask: Ask, object: KubernetesObject): Promise<void> {
  const path = `/apis/${object.apiVersion}/${PLURALS[object.kind] ?? ""}`;
  const { status, text } = await ask("POST", path, object);
  if (status !== 201) throw new Error(`${object.kind} was not created (${status}): ${text}`);
}

describe.each([NEWEST, OLDER])("policies of Kubernetes %s", needing(CONTROL_PLANE), (minor) => {
  const isBeta = minor === OLDER;
  let plane: ControlPlane;
  let asAnn: Ask;
  let policies: Policies;
  let surroundings: SnapshotSurroundings;
  let drawn: readonly KubernetesObject[];

  beforeAll(async () => {
    plane = await startControlPlane({
      version: minor,
      users: { ann: ["makers"] },
      apiServerFlags: isBeta ? BETA : [],
    });
    asAnn = createAsk(
      { url: plane.url, authority: readFileSync(plane.certs.authority, "utf8") },
      { token: plane.tokens.get("ann") ?? "" },
    );
    const installed = objectsOf(isBeta);
    await inParallel([...SPACES, ...RIGHTS, ...PARAMS], (each) => mustCreate(plane.ask, each));
    await inParallel(installed, (each) => install(plane.ask, each));
    await enforced(plane);
    const spaces = await inParallel(SPACES, async ({ metadata }) => {
      const { json } = await plane.ask("GET", `/api/v1/namespaces/${textAt(metadata, "name")}`);
      return json;
    });
    const roles = await plane.ask("GET", "/apis/rbac.authorization.k8s.io/v1/clusterroles");
    const bound = await plane.ask("GET", "/apis/rbac.authorization.k8s.io/v1/clusterrolebindings");
    const rbac = [
      ...itemsOf(roles, "ClusterRole"),
      ...itemsOf(bound, "ClusterRoleBinding"),
      ...RIGHTS.slice(2),
    ];
    const snapshot = wholeSnapshotOf([...spaces.filter(isKubernetesObject), ...PARAMS, ...rbac]);
    policies = readPolicies(installed, Number(minor.slice(2)));
    surroundings = surroundingsOf(snapshot, createAuthorizer(snapshot), true);
    drawn = await storedPods(plane, PODS);
  });
  afterAll(async () => {
    asAnn.close();
    await plane.stop();
  });

  test(`say the same of ${PODS} random Pods (seed ${SEED})`, async () => {
    const asked = await inParallel(drawn, async (pod, at) => {
      const space = at % 2 ? TOLD : (DENYING[(at >> 1) % DENYING.length] ?? "");
      const isAnn = at % 3 === 0;
      const id = `policies-${minor}-${at}`;
      const answer = await askedFor(isAnn ? asAnn : plane.ask, { pod, space, id });
      const ours = admit(policies, attributesOf(pod, { space, isAnn, surroundings }), surroundings);
      return { id, space, answer, ours };
    });
    const annotations = await auditedFor(
      plane,
      asked.map(({ id }) => id),
    );
    const seen = { allowed: 0, denied: 0, warned: 0 };
    const differences = asked.flatMap(({ id, space, answer, ours }) => {
      seen[answer.status === 201 ? "allowed" : "denied"] += 1;
      seen.warned += answer.warnings.length > 0 ? 1 : 0;
      const theirs = seenOf(answer, annotations.get(id) ?? {}, space);
      const own = ownOf(ours, space);
      return JSON.stringify(theirs) === JSON.stringify(own) ? [] : [{ space, theirs, own }];
    });
    process.stdout.write(`seed ${SEED}: ${JSON.stringify(seen)}\n`);
    expect(differences.slice(0, 3)).toEqual([]);
    expect(Math.min(seen.allowed, seen.denied, seen.warned)).toBeGreaterThan(PODS / 10);
  });

  test("are taken as checks are exported, whatever the server takes of new expressions", async () => {
    const checks = new Map(builtInChecks().map((check) => [check.id, check]));
    const refused = await inParallel(EXPORTED_RULES, async (rule) => {
      const check = checks.get(rule.check);
      if (!check) return rule.check;
      const path = "/apis/admissionregistration.k8s.io/v1/validatingadmissionpolicies?dryRun=All";
      const [policy] = exportedPolicy(rule, check, "Deny");
      const { status, text } = await plane.ask("POST", path, policy);
      return status === 201 ? "" : `${rule.check}: ${text}`;
    });
    expect(refused.filter((each) => each !== "")).toEqual([]);
    expect(refused.length).toBeGreaterThanOrEqual(60);
  });

  test("make the same of them", async () => {
    const made = await inParallel(drawn.slice(0, PODS / 2), async (pod, at) => {
      const space = MAKING[at % MAKING.length] ?? "";
      const answer = await askedFor(plane.ask, { pod, space, id: `making-${at}` });
      const ours = admit(
        policies,
        attributesOf(pod, { space, isAnn: false, surroundings }),
        surroundings,
      );
      const fresh = ours.allowed
        ? await askedFor(plane.ask, { pod: ours.object ?? {}, space: PLAIN, id: `made-${at}` })
        : undefined;
      const own = fresh ? seenObject(fresh) : (ours.status?.["message"] ?? "");
      const theirs = seenObject(answer);
      return { space, own, theirs, isMade: answer.status === 201 };
    });
    const differences = made.filter(
      ({ own, theirs }) => JSON.stringify(own) !== JSON.stringify(theirs),
    );
    process.stdout.write(
      `mutated: ${made.filter(({ isMade }) => isMade).length} of ${made.length}\n`,
    );
    expect(differences.slice(0, 2)).toEqual([]);
    expect(made.filter(({ isMade }) => isMade).length).toBeGreaterThan(PODS / 8);
  });
});

function itemsOf({ json }: Answer, kind: string): readonly KubernetesObject[] {
  const { items } = objectAt(json) as { readonly items?: readonly JsonObject[] };
  return (items ?? [])
    .map((item) => ({ ...item, apiVersion: "rbac.authorization.k8s.io/v1", kind }))
    .filter(isKubernetesObject);
}

const TINY: KubernetesObject = {
  apiVersion: "v1",
  kind: "Pod",
  metadata: { name: "tiny" },
  spec: { containers: [{ name: "c", image: "i" }] },
};

/** Policies hold some time after they have been made: until each has been seen to. */
async function enforced(plane: ControlPlane): Promise<void> {
  await until("all policies hold", async () => {
    const { warnings } = await askedFor(plane.ask, { pod: TINY, space: TOLD, id: "told" });
    const names = ["errors", "request", "authorizer", "params", "libraries", "budget"];
    const isTold = names.every((name) => warnings.some((text) => text.includes(`'${name}'`)));
    const made = await Promise.all(
      MAKING.map((space) => askedFor(plane.ask, { pod: TINY, space, id: "made" })),
    );
    const labels = textAt(made[0]?.json, "metadata", "labels", "made");
    const isMade = labels === "c" && (made[2]?.status ?? 0) > 201 && (made[4]?.status ?? 0) > 201;
    return isTold && isMade;
  });
}

/** Pods as the server has them where no policy holds. */
async function storedPods(
  { ask }: ControlPlane,
  count: number,
): Promise<readonly KubernetesObject[]> {
  const random = seeded(SEED);
  const written = Array.from({ length: count * 1.1 }, (_, at) => randomValidPod(random, `p${at}`));
  const stored = await inParallel(written, async (pod) => {
    const { json } = await ask("POST", `/api/v1/namespaces/${PLAIN}/pods?dryRun=All`, pod);
    return isKubernetesObject(json) && json.kind === "Pod" ? [cleaned(json)] : [];
  });
  return stored.flat().slice(0, count);
}

/** Without what belongs to the place in which it was asked for. */
function cleaned(pod: KubernetesObject): KubernetesObject {
  const { namespace: _, managedFields: __, ...metadata } = objectAt(pod, "metadata");
  return { ...pod, metadata: { ...metadata } };
}

function askedFor(
  ask: Ask,
  { pod, space, id }: { readonly pod: JsonObject; readonly space: string; readonly id: string },
): Promise<Answer> {
  const { namespace: _, ...metadata } = objectAt(pod, "metadata");
  const body = { ...pod, metadata };
  return ask("POST", `/api/v1/namespaces/${space}/pods?dryRun=All`, body, { "Audit-ID": id });
}

const ADMIN = {
  name: "admin",
  uid: "admin",
  groups: ["system:masters", "system:authenticated"],
  extra: {},
};
const ANN = { name: "ann", uid: "ann", groups: ["makers", "system:authenticated"], extra: {} };

function attributesOf(
  pod: KubernetesObject,
  {
    space,
    isAnn,
    surroundings,
  }: {
    readonly space: string;
    readonly isAnn: boolean;
    readonly surroundings: SnapshotSurroundings;
  },
): AdmissionAttributes {
  const placed = { ...pod, metadata: { ...objectAt(pod, "metadata"), namespace: space } };
  const asked = { operation: "CREATE", user: isAnn ? ANN : ADMIN } as const;
  const attributes = requestFor(placed, asked, surroundings.resources);
  if (!attributes) throw new Error("There is no resource of Pods.");
  return { ...attributes, dryRun: true };
}
