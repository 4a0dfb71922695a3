import { createAuthorizer } from "../../src/access/authorizer.ts";
import type { AccessBinding, AccessSubject } from "../../src/access/model.ts";
import { appliesToUser } from "../../src/access/rbac.ts";
import { resourceRequest } from "../../src/access/request.ts";
import { userOfSubject } from "../../src/access/rights/subjects.ts";
import { readPolicyRules } from "../../src/access/rule.ts";
import { type AccessUser, authenticatedUser } from "../../src/access/user.ts";
import type { ObjectCheck } from "../../src/checks/check.ts";
import { builtInChecks } from "../../src/checks/index.ts";
import { type Cluster, createCluster } from "../../src/cluster/cluster.ts";
import { refusalOf } from "../../src/cluster/refusals.ts";
import type { Violation } from "../../src/findings/finding.ts";
import { listAt } from "../../src/kubernetes/json-fields.ts";
import { groupOf } from "../../src/kubernetes/object.ts";
import { apiResources } from "../../src/kubernetes/resources.ts";
import type { SnapshotObject } from "../../src/snapshot/snapshot.ts";
import { seeded } from "../seeded.ts";
import { wholeSnapshotOf } from "../snapshot.ts";
import { binding, role, user } from "./objects.ts";
import { randomRbac } from "./random-rbac.ts";
import { type Claims, claimsOf, requestOf } from "./role-claims.ts";

const CHECKS = builtInChecks().filter(
  (check): check is ObjectCheck => check.on === "object" && check.topic === "access",
);

/** A violation of a check about an object. */
export interface Said {
  readonly check: string;
  readonly entry: SnapshotObject;
  readonly violation: Violation;
}

/** What all checks of access say of a cluster. */
export function* saidIn(cluster: Cluster): Generator<Said> {
  for (const entry of cluster.snapshot.objects) {
    const kind = `${groupOf(entry.object)}/${entry.object.kind}`;
    for (const { id, kinds, evaluate } of CHECKS) {
      if (kinds !== undefined && !kinds.includes(kind)) continue;
      for (const violation of evaluate(entry, cluster)) yield { check: id, entry, violation };
    }
  }
}

/** The bindings by which a claim about a role has to hold: those of the whole cluster where there is one. */
function bindingsOf({ entry }: Said, cluster: Cluster): readonly AccessBinding[] {
  const giving = cluster.access.bindings.filter(({ role: given }) =>
    given?.objects.includes(entry),
  );
  const everywhere = giving.filter(({ namespace }) => namespace === "");
  if (everywhere.length > 0 || entry.object.kind === "Role") {
    return everywhere.length > 0 ? everywhere : giving;
  }
  // Of a part of a cluster a ClusterRoleBinding may be elsewhere.
  return cluster.assumptions.wholeCluster.value ? giving : [];
}

function mayAll(
  subject: AccessSubject,
  claims: Claims,
  { namespace }: AccessBinding,
  { access }: Cluster,
): boolean {
  const asking = userOfSubject(subject);
  return claims.every((some) =>
    some.some((claim) => access.authorize(asking, requestOf(claim, namespace)).allowed),
  );
}

function isSomebody({ kind, namespace }: AccessSubject): boolean {
  return kind === "User" || kind === "Group" || namespace !== "";
}

/** Whether what is said of a role is so for all to whom it is given; undefined where nothing is said or nobody has it. */
function isRoleClaimTrue(said: Said, cluster: Cluster): boolean | undefined {
  const index = Number(said.violation.path[1]);
  const rule = readPolicyRules(said.entry.object["rules"])[index];
  const claims = rule && claimsOf(said.check, said.violation.message, rule);
  if (claims === undefined) return undefined;
  const bindings = bindingsOf(said, cluster);
  if (claims.length === 0 || bindings.length === 0) return undefined;
  return bindings.every((each) =>
    each.subjects.filter(isSomebody).every((subject) => mayAll(subject, claims, each, cluster)),
  );
}

const SPECIAL = ["bind", "escalate", "impersonate", "approve", "sign", "attest", "use"];
const USUAL = ["get", "list", "watch", "create", "update", "patch", "delete", "deletecollection"];
const ASKED = [
  ...apiResources().flatMap(({ group, name, subresources }) =>
    [name, ...subresources.map((below) => `${name}/${below}`)].map((resource) => ({
      group,
      resource,
    })),
  ),
  ...["users", "groups"].map((resource) => ({ group: "", resource })),
  { group: "certificates.k8s.io", resource: "signers" },
];

/** Whether a rule of one verb or one resource grants nothing of all that the API server ever asks about. */
function isWithoutEffect({ entry, violation: { path } }: Said): boolean {
  const [, index, field, item] = path;
  const rule = listAt(entry.object, "rules")[Number(index)] as Record<string, readonly string[]>;
  const only = { ...rule, [String(field)]: [rule[String(field)]?.[Number(item)] ?? ""] };
  const isRole = entry.object.kind === "Role";
  const place = isRole ? "a/" : "";
  const objects = [
    role(`${place}r`, only),
    binding(`${place}b`, `${entry.object.kind} r`, user("ann")),
  ];
  const access = createAuthorizer(wholeSnapshotOf(objects), { bootstrapPolicy: "none" });
  const ann = authenticatedUser("ann");
  const [name = ""] = rule["resourceNames"] ?? [];
  return ASKED.every(({ group, resource }) =>
    [...USUAL, ...SPECIAL].every((verb) => {
      const request = requestOf({ verb, group, resource, name }, isRole ? "a" : "");
      return !access.authorize(ann, request).allowed;
    }),
  );
}

/** Whether what is said of a binding is so: it grants its role to whom is named, or that is nobody. */
function isBindingClaimTrue(
  { check, entry, violation: { path, message } }: Said,
  cluster: Cluster,
): boolean | undefined {
  const given = cluster.access.bindings.find(({ object }) => object === entry);
  if (check === "cluster-admin-bound") return given !== undefined && givesAll(given, cluster);
  const subject = given?.subjects[Number(path[1])];
  if (subject === undefined) return undefined;
  if (check === "subject-without-effect") return !appliesToUser(subject, userMeant(message));
  const asking =
    check === "anonymous-bound" ? authenticatedUser("system:anonymous") : userOfSubject(subject);
  return appliesToUser(subject, asking);
}

function userMeant(message: string): AccessUser {
  const [, kind = "", name = ""] = /: (\w+) (\S+) may be meant$/.exec(message) ?? [];
  const [first = "", second] = name.split("/");
  const place = second === undefined ? { namespace: "", name } : { namespace: first, name: second };
  return userOfSubject({ kind, apiGroup: "", ...place });
}

function givesAll({ subjects, namespace }: AccessBinding, { access }: Cluster): boolean {
  const request = { verb: "patch", group: "any.example", resource: "things", namespace };
  return subjects
    .filter(isSomebody)
    .every((each) => access.authorize(userOfSubject(each), resourceRequest(request)).allowed);
}

function judge(said: Said, cluster: Cluster): boolean | undefined {
  if (said.check === "rule-without-effect") {
    // Of a ClusterRole in namespaces only the bindings say that it does nothing.
    const isPlaced = said.violation.message.includes("not in namespaces");
    if (isPlaced && said.entry.object.kind !== "Role") return undefined;
    return isWithoutEffect(said);
  }
  const isOfRole = said.entry.object.kind.endsWith("Role");
  return isOfRole ? isRoleClaimTrue(said, cluster) : isBindingClaimTrue(said, cluster);
}

/** What was judged: how often each check spoke, and what was not so. */
export interface Tally {
  readonly untrue: string[];
  readonly said: Map<string, number>;
  readonly judged: Map<string, number>;
  /** Objects that the API server refuses. */
  refused: number;
}

/** Lets the checks of access speak of random clusters, and asks the engine whether it is so. */
export function judgeClaims(seed: number, count: number): Tally {
  const random = seeded(seed);
  const tally: Tally = { untrue: [], said: new Map(), judged: new Map(), refused: 0 };
  for (let index = 0; index < count; index++) {
    const snapshot = wholeSnapshotOf(randomRbac(random), { wholeCluster: random() < 0.5 });
    const cluster = createCluster(snapshot, { access: { bootstrapPolicy: "none" } });
    tally.refused += snapshot.objects.filter((entry) => refusalOf(entry).length > 0).length;
    for (const said of saidIn(cluster)) add(tally, said, cluster);
  }
  return tally;
}

// To ask about everything that there is takes its time.
const ONE_IN = 20;

function add(tally: Tally, said: Said, cluster: Cluster): void {
  const { check, entry, violation } = said;
  const count = tally.said.get(check) ?? 0;
  tally.said.set(check, count + 1);
  if (check === "rule-without-effect" && count % ONE_IN !== 0) return;
  const isTrue = refusalOf(entry).length > 0 ? false : judge(said, cluster);
  if (isTrue === undefined) return;
  tally.judged.set(check, (tally.judged.get(check) ?? 0) + 1);
  if (!isTrue) {
    const { kind, name } = entry.reference;
    tally.untrue.push(
      `${check}: ${kind} ${name} ${violation.message} ${JSON.stringify(entry.object)}`,
    );
  }
}
