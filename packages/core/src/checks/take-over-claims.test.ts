import fc from "fast-check";
import { expect, test } from "vitest";
import { pod } from "../../testing/access/escalation.ts";
import { account, binding, role } from "../../testing/access/objects.ts";
import { anyCluster } from "../../testing/access/random-clusters.ts";
import { runs } from "../../testing/runs.ts";
import { wholeSnapshotOf } from "../../testing/snapshot.ts";
import type { EscalationPath } from "../access/escalation/model.ts";
import type { TableRightId } from "../access/escalation/right-ids.ts";
import { RIGHTS } from "../access/escalation/rights.ts";
import { type Cluster, createCluster } from "../cluster/cluster.ts";
import type { JsonObject } from "../kubernetes/json.ts";
import type { KubernetesObject } from "../kubernetes/object.ts";
import { scan } from "../scan/scan.ts";
import { podAccountCanTakeOver } from "./access/pod-account-can-take-over.ts";

// Where the accounts of the generated clusters are, and what they are called.
const SPACES = ["a", "b", "c"];
const NAMES = ["x", "y"];
const NAMED = ["r0", "x", "all", "cluster-admin", "system:masters", "kubernetes.io/*"];

/** Rights that lead further together. */
const BUNDLES: readonly (readonly TableRightId[])[] = [
  ["bind-clusterroles", "create-clusterrolebindings"],
  ["bind-clusterroles", "change-clusterrolebindings"],
  ["bind-clusterroles", "create-rolebindings"],
  ["escalate-clusterroles", "change-clusterroles"],
  ["escalate-clusterroles", "create-clusterroles"],
  ["impersonate-groups", "impersonate-users"],
  ["approve-signers", "change-approvals", "create-certificate-requests"],
  ["create-mutating-policies", "create-mutating-policy-bindings"],
  ["create-secrets", "read-secrets"],
];

/** A rule for a part of a right of the table. */
function ruleFor(right: TableRightId): fc.Arbitrary<JsonObject> {
  const { verbs, resources } = RIGHTS[right];
  return fc
    .record({
      left: fc.nat({ max: verbs.length }),
      resource: fc.constantFrom(...resources),
      names: fc.option(fc.subarray(NAMED, { minLength: 1, maxLength: 2 }), {
        freq: 1,
        nil: undefined,
      }),
    })
    .map(({ left, resource: [apiGroup, name, subresource], names }) => ({
      verbs: verbs.length === 1 ? verbs : verbs.filter((_, index) => index !== left),
      apiGroups: [apiGroup],
      resources: [subresource === undefined ? name : `${name}/${subresource}`],
      ...(names && { resourceNames: names }),
    }));
}

const anyRules = fc.oneof(
  fc.constantFrom(...BUNDLES).chain((rights) => fc.tuple(...rights.map(ruleFor))),
  fc.array(fc.constantFrom(...(Object.keys(RIGHTS) as TableRightId[])).chain(ruleFor), {
    minLength: 1,
    maxLength: 3,
  }),
);

/** A small cluster in which accounts have rights that lead to others, in the whole cluster and in namespaces. */
const anyHolders = fc
  .record({
    around: anyCluster,
    holders: fc.array(
      fc.record({
        rules: anyRules,
        place: fc.constantFrom("", "", "", "a/"),
        who: fc.tuple(fc.constantFrom(...SPACES), fc.constantFrom(...NAMES)),
      }),
      { minLength: 1, maxLength: 4 },
    ),
  })
  .map(({ around, holders }): readonly KubernetesObject[] => [
    ...around,
    ...holders.flatMap(({ rules, place, who }, index) => [
      role(`h${index}`, ...rules),
      binding(`${place}h${index}`, `ClusterRole h${index}`, account(who.join("/"))),
    ]),
    ...SPACES.flatMap((space) => NAMES.map((name) => pod(`${space}/runs-as-${name}`, name))),
  ]);

/** The accounts of the pods that the check names, `a/x`. */
function takenOverIn(cluster: Cluster): ReadonlySet<string> {
  const findings = [...scan(cluster, [podAccountCanTakeOver])];
  return new Set(
    findings.map(({ object: { namespace = "", name }, message }) => {
      const account = /^service account (\S+) /.exec(message)?.[1] ?? name;
      return `${namespace}/${account}`;
    }),
  );
}

/**
 * Whether a way is sure and one step, by rights that its holder has in the whole cluster, for every name or without the help
 * of anybody else's rights, of pods and of Secrets.
 */
function isByRightsAlone({ verdict, steps }: EscalationPath, who: string): boolean {
  const [step, ...others] = steps;
  if (verdict !== "yes" || !step || others.length > 0) return false;
  const isOwn = (need: (typeof step.needs)[number]): boolean =>
    need.holder?.kind !== "ServiceAccount" ||
    `${need.holder.namespace}/${need.holder.name}` === who;
  const own = step.needs.filter(isOwn);
  const isEverywhere = own.every(({ grants }) =>
    grants.some(({ binding: { namespace } }) => namespace === ""),
  );
  const isForAll = own.every(({ request }) => request?.namespace === "" && request.name === "");
  const isAlone = own.length === step.needs.length && step.evidence.length === 0;
  return own.length > 0 && isEverywhere && (isForAll || isAlone);
}

test("the accounts that take over the cluster are those for which the search has one step by rights alone", () => {
  fc.assert(
    fc.property(anyHolders, (objects) => {
      const cluster = createCluster(wholeSnapshotOf(objects));
      const said = takenOverIn(cluster);
      for (const space of SPACES)
        for (const name of NAMES) {
          const who = `${space}/${name}`;
          const { paths } = cluster.escalation.pathsOf(
            { kind: "ServiceAccount", apiGroup: "", namespace: space, name },
            { goals: ["cluster-admin"], limit: 200, thorough: true },
          );
          const subject = cluster.escalation.subjects.find(
            (each) => each.subject.namespace === space && each.subject.name === name,
          );
          const isHeld = subject?.holds.includes("cluster-admin") === true;
          if (said.has(who)) expect([who, isHeld || paths.length > 0]).toEqual([who, true]);
          if (isHeld || paths.some((path) => isByRightsAlone(path, who)))
            expect([who, said.has(who)]).toEqual([who, true]);
        }
    }),
    runs(25),
  );
});
