import { readFileSync } from "node:fs";
import type { Escalation } from "@watertight/core/access";
import { createCluster } from "@watertight/core/cluster";
import { type KubernetesObject, listAt, textAt, textsAt } from "@watertight/core/kubernetes";
import { seeded } from "@watertight/core/testing";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { needing } from "../../conformance/needs.ts";
import {
  type Ask,
  CONTROL_PLANE,
  type ControlPlane,
  createAsk,
  startControlPlane,
} from "../control-plane/index.ts";
import { snapshotOf } from "./connection.ts";
import { extent, MINORS, seedOf } from "./extent.ts";
import { inParallel } from "./in-parallel.ts";
import { reviewed, untilAuthorizersKnow } from "./known-to-authorizers.ts";
import { mustCreate, namespace, pathOf } from "./objects.ts";
import { ACCOUNTS, randomEscalation, SPACES } from "./random-escalations.ts";
import { type Ground, type Held, WALKS } from "./walks.ts";

const SEED = seedOf(20_261_132);
const CLUSTERS = extent(50, 200);

describe.each(MINORS)(
  "ways of one step to cluster-admin in Kubernetes %s",
  needing(CONTROL_PLANE),
  (version) => {
    let plane: ControlPlane;
    const walkers = new Map<string, Ask>();
    beforeAll(async () => {
      plane = await startControlPlane({ version });
      for (const space of SPACES) {
        await mustCreate(plane.ask, namespace(space));
        for (const name of ACCOUNTS)
          walkers.set(`${space}/${name}`, await walkerOf(plane, space, name));
      }
    });
    afterAll(async () => {
      for (const ask of walkers.values()) ask.close();
      await plane.stop();
    });

    test(`in ${CLUSTERS} random clusters what is claimed works, and nothing else does (seed ${SEED})`, async () => {
      const random = seeded(SEED);
      const differences: unknown[] = [];
      const walked: Record<string, number> = {};
      let refused = 0;
      for (let round = 0; round < CLUSTERS; round++) {
        const objects = randomEscalation(random, round);
        await inParallel(objects, (object) => mustCreate(plane.ask, object));
        await untilAuthorizersKnow(plane.ask, `last-${round}`, "a");
        const { escalation } = createCluster(await snapshotOf(plane.kubeconfig));
        const ground = await groundOf(plane, objects);
        const outcomes = await Promise.all(
          [...walkers].map(([me, ask]) =>
            ground.bosses.has(me)
              ? Promise.resolve([])
              : walkAll(ask, me, { ground, objects, escalation }),
          ),
        );
        for (const { technique, works, isSame, ...rest } of outcomes.flat()) {
          if (works) walked[technique] = (walked[technique] ?? 0) + 1;
          else refused += 1;
          if (!isSame)
            differences.push({
              round,
              technique,
              works,
              ...rest,
              objects: JSON.stringify(objects),
            });
        }
        await inParallel(objects, (object) =>
          plane.ask("DELETE", pathOf(object), { gracePeriodSeconds: 0 }),
        );
      }
      process.stdout.write(
        `seed ${SEED}: ${JSON.stringify({ ...walked, refused, differences: differences.length })}\n`,
      );
      expect(differences.slice(0, 3)).toEqual([]);
      // Every step was taken often, or the comparison would mean little.
      expect(Object.keys(walked).sort()).toEqual(Object.keys(WALKS).sort());
    });
  },
);

interface Outcome {
  readonly me: string;
  readonly technique: string;
  readonly works: boolean;
  /** Whether the engine says the same. */
  readonly isSame: boolean;
  readonly chains: readonly string[];
}

/** Tries every step as an account, and compares with what the engine claims of it. */
async function walkAll(
  ask: Ask,
  me: string,
  {
    ground,
    objects,
    escalation,
  }: {
    readonly ground: Ground;
    readonly objects: readonly KubernetesObject[];
    readonly escalation: Escalation;
  },
): Promise<readonly Outcome[]> {
  const [space = "", name = ""] = me.split("/");
  const { paths } = escalation.pathsOf(
    { kind: "ServiceAccount", apiGroup: "", name, namespace: space },
    { goals: ["cluster-admin"], limit: 50, thorough: true },
  );
  const chains = paths.map(
    ({ steps, verdict }) => `${steps.map(({ technique }) => technique).join(" > ")} ${verdict}`,
  );
  const own = { ...ground, boundRoles: boundRolesOf(objects, me) };
  return Promise.all(
    Object.entries(WALKS).map(async ([technique, walk]) => {
      const works = await walk(ask, me, own);
      const isSame = works === chains.includes(`${technique} yes`);
      return { me, technique, works, isSame, chains };
    }),
  );
}

/** Asks as an account, with a token of its own. */
async function walkerOf(
  { ask, url, certs }: ControlPlane,
  space: string,
  name: string,
): Promise<Ask> {
  const metadata = { name, namespace: space };
  await mustCreate(ask, { apiVersion: "v1", kind: "ServiceAccount", metadata });
  const kind = { apiVersion: "authentication.k8s.io/v1", kind: "TokenRequest" };
  const path = `/api/v1/namespaces/${space}/serviceaccounts/${name}/token`;
  const { json } = await ask("POST", path, { ...kind, spec: {} });
  const authority = readFileSync(certs.authority, "utf8");
  return createAsk({ url, authority }, { token: textAt(json, "status", "token") });
}

async function groundOf(
  { ask, url, certs }: ControlPlane,
  objects: readonly KubernetesObject[],
): Promise<Ground> {
  const resourceAttributes = { verb: "*", group: "*", resource: "*" };
  const bosses = new Set<string>();
  for (const space of SPACES) {
    for (const name of ACCOUNTS) {
      const user = `system:serviceaccount:${space}:${name}`;
      const groups = ["system:serviceaccounts", `system:serviceaccounts:${space}`];
      const { allowed } = await reviewed(ask, { user, groups, resourceAttributes });
      if (allowed) bosses.add(`${space}/${name}`);
    }
  }
  const held = (kind: string, of: (object: KubernetesObject) => string): readonly Held[] =>
    objects
      .filter((object) => object.kind === kind)
      .map((object) => {
        const space = textAt(object, "metadata", "namespace");
        const name = textAt(object, "metadata", "name");
        return { namespace: space, name, account: `${space}/${of(object)}` };
      });
  return {
    ...{ url, authority: readFileSync(certs.authority, "utf8"), admin: ask, bosses },
    pods: held("Pod", (object) => textAt(object, "spec", "serviceAccountName")),
    secrets: held("Secret", (object) =>
      textAt(object, "metadata", "annotations", "kubernetes.io/service-account.name"),
    ),
    everything: ["all", "cluster-admin"],
    boundRoles: [],
    bindings: [
      { name: "cluster-admin", role: "cluster-admin" },
      ...clusterBindingsIn(objects).map((each) => ({
        name: textAt(each, "metadata", "name"),
        role: textAt(each, "roleRef", "name"),
      })),
    ],
    names: [...new Set(objects.flatMap((each) => namesInRules(each)))],
    users: objects.some((each) => textAt(each, "metadata", "name") === "root") ? ["root"] : [],
  };
}

function namesInRules(role: KubernetesObject): readonly string[] {
  return listAt(role, "rules").flatMap((rule) => textsAt(rule, "resourceNames"));
}

function clusterBindingsIn(objects: readonly KubernetesObject[]): readonly KubernetesObject[] {
  return objects.filter(({ kind }) => kind === "ClusterRoleBinding");
}

/** The ClusterRoles that an account has everywhere. */
function boundRolesOf(objects: readonly KubernetesObject[], me: string): readonly string[] {
  const [space = "", own = ""] = me.split("/");
  const groups = ["system:serviceaccounts", `system:serviceaccounts:${space}`];
  return clusterBindingsIn(objects)
    .filter((each) =>
      listAt(each, "subjects").some((subject) => {
        const name = textAt(subject, "name");
        if (textAt(subject, "kind") === "Group") return groups.includes(name);
        return name === own && textAt(subject, "namespace") === space;
      }),
    )
    .map((each) => textAt(each, "roleRef", "name"));
}
