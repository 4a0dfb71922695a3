import {
  type JsonObject,
  listAt,
  objectAt,
  podTemplatesOf,
  textAt,
} from "@watertight/core/kubernetes";
import { evaluatePod } from "@watertight/core/pod-security";
import { seeded } from "@watertight/core/testing";
import type { RunningServer } from "@watertight/server";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { needing } from "../../conformance/needs.ts";
import {
  type Answer,
  type Ask,
  CONTROL_PLANE,
  NEWEST,
  OLDER,
  until,
} from "../control-plane/index.ts";
import { extent, seedOf } from "./extent.ts";
import { type Gate, LEVELLED, OWN, prepared, QUIET, registered } from "./gate.ts";
import { causesOf, dryRun, POD, placedIn, scanned, storedIn, TOLD } from "./gate-questions.ts";
import { inParallel } from "./in-parallel.ts";
import { mustCreate, namespace, role } from "./objects.ts";
import { randomValidPod } from "./random-valid-pods.ts";
import { startReplica, underLoad } from "./replicas.ts";
import { shopObjects } from "./shop.ts";

/*
 * The webhook registered with a real API server: it decides as scan and pod-security do, with exactly the rights that it asks for, and
 * loses no request while certificates change and replicas come and go.
 */

const SEED = seedOf(20_261_130);
const PODS = extent(150, 2000);
const KINDS = new Set([
  ...["Pod", "Deployment", "DaemonSet", "StatefulSet", "ReplicaSet", "CronJob"],
  ...["Service", "ConfigMap", "Secret", "ServiceAccount", "Role", "RoleBinding", "NetworkPolicy"],
]);

describe.each([NEWEST, OLDER])("the webhook on Kubernetes %s", needing(CONTROL_PLANE), (minor) => {
  let gate: Gate;
  let first: RunningServer;
  beforeAll(async () => {
    gate = await prepared(minor);
    first = await gate.start();
    gate.balancer.add(first.port);
    await registered(gate);
  });
  afterAll(async () => {
    await first.stop();
    await gate.balancer.close();
    gate.connection.close();
    await gate.plane.stop();
  });

  test("decides the shop and random Pods as scan does", async () => {
    const random = seeded(SEED);
    const shop = (await shopObjects()).filter(({ kind }) => KINDS.has(kind));
    const pods = Array.from({ length: PODS }, (_, at) => randomValidPod(random, `p${at}`));
    const seen = { refused: 0, findings: 0 };
    const differences = await inParallel([...shop, ...pods], async (object) => {
      const placed = placedIn(object, TOLD);
      const stored = await storedIn(gate.plane.ask, placed);
      if (!stored) return [];
      const answer = await dryRun(gate.plane.ask, placedIn(stored, TOLD));
      const theirs = causesOf(answer);
      const ours = scanned(placedIn(stored, TOLD), minor);
      seen.refused += answer.status === 403 ? 1 : 0;
      seen.findings += theirs.length;
      return JSON.stringify(theirs) === JSON.stringify(ours)
        ? []
        : [{ name: textAt(object, "metadata", "name"), theirs, ours, text: answer.text }];
    });
    process.stdout.write(`seed ${SEED}: ${JSON.stringify(seen)}\n`);
    expect(differences.flat().slice(0, 2)).toEqual([]);
    expect(seen.refused).toBeGreaterThan(PODS / 2);
  });

  test("decides random Pods as pod-security does", async () => {
    const random = seeded(SEED + 1);
    const pods = Array.from({ length: PODS }, (_, at) => randomValidPod(random, `p${at}`));
    const seen = { allowed: 0, refused: 0 };
    const differences = await inParallel(pods, async (object) => {
      const stored = await storedIn(gate.plane.ask, placedIn(object, LEVELLED));
      if (!stored) return [];
      const pod = placedIn(stored, LEVELLED);
      const answer = await dryRun(gate.plane.ask, pod);
      const [template] = podTemplatesOf(pod);
      const { message } = template
        ? evaluatePod(template, { level: "restricted", version: "latest" })
        : { message: "" };
      seen[answer.status === 201 ? "allowed" : "refused"] += 1;
      const said = textAt(answer.json, "message");
      const isSame =
        message === "" ? answer.status === 201 : said.endsWith(`"restricted:latest": ${message}`);
      return isSame ? [] : [{ said, message }];
    });
    process.stdout.write(`${JSON.stringify(seen)}\n`);
    expect(differences.flat().slice(0, 2)).toEqual([]);
    expect(seen.refused).toBeGreaterThan(PODS / 4);
  });

  test("fills new namespaces and the pods in them", async () => {
    const { ask } = gate.plane;
    await mustCreate(ask, namespace("team-a"));
    await until("the namespace is filled", async () => {
      const { json } = await ask("GET", "/api/v1/namespaces/team-a");
      return textAt(json, "metadata", "annotations", "watertight.dev/defaults") === "made";
    });
    const policies = await ask(
      "GET",
      "/apis/networking.k8s.io/v1/namespaces/team-a/networkpolicies/watertight-default",
    );
    expect(objectAt(policies.json, "spec")).toEqual({
      podSelector: {},
      policyTypes: ["Ingress", "Egress"],
    });
    const quota = await ask("GET", "/api/v1/namespaces/team-a/resourcequotas/watertight-default");
    expect(textAt(quota.json, "spec", "hard", "pods")).toBe("10");
    // Refused all the same; what it says of seccomp is not among it.
    const refused = await dryRun(ask, placedIn(POD, "team-a"));
    expect(refused.status).toBe(403);
    expect(refused.text).not.toContain("seccomp-missing");
    expect((await dryRun(ask, placedIn(POD, TOLD))).text).toContain("seccomp-missing");
  });

  test("refuses what is added to a Pod, and who enters it, by its subresources", async () => {
    const { ask } = gate.plane;
    await mustCreate(ask, placedIn(POD, QUIET));
    const debug = (privileged: boolean): JsonObject => ({
      name: "debug",
      image: "i",
      securityContext: { privileged },
    });
    const path = `/api/v1/namespaces/${QUIET}/pods/web`;
    const add = (container: JsonObject): Promise<Answer> =>
      ask("PATCH", `${path}/ephemeralcontainers`, { spec: { ephemeralContainers: [container] } });
    const refused = await add(debug(true));
    expect([refused.status, causesOf(refused)]).toEqual([
      403,
      [
        'privileged-container spec.ephemeralContainers[0].securityContext.privileged container "debug" is privileged',
      ],
    ]);
    expect((await add(debug(false))).status).toBe(200);
    const entered = await ask("POST", `${path}/exec?command=sh&container=web&stdout=true`);
    expect([entered.status, entered.text]).toEqual([
      403,
      expect.stringContaining(
        `exec into pod \\"${QUIET}/web\\" by user \\"admin\\": by the runbook`,
      ),
    ]);
  });

  test("survives new certificates and authorities without a failed request", async () => {
    const { clock, plane, logged } = gate;
    const load = underLoad(plane.ask);
    // Another certificate, another authority, a certificate of that, and the old authority is forgotten.
    for (const [days, authorities] of [
      [6.9, 1],
      [0.3, 2],
      [0.2, 2],
      [0.1, 1],
    ] as const) {
      clock.daysAgo = days;
      await untilRenewed(logged);
      await until("the API server is told", async () => {
        return authoritiesIn(await bundleIn(plane.ask)) === authorities;
      });
    }
    const { failures, requests } = await load.stop();
    expect(failures).toEqual([]);
    expect(requests).toBeGreaterThan(5);
  });

  test("survives a rolling restart without a failed request", async () => {
    const load = underLoad(gate.plane.ask);
    for (let round = 0; round < 2; round++) {
      const next = await gate.start();
      gate.balancer.add(next.port);
      gate.balancer.remove(first.port);
      const old = first;
      first = next;
      await old.stop();
    }
    const { failures, requests } = await load.stop();
    expect(failures).toEqual([]);
    expect(requests).toBeGreaterThan(5);
  });

  test("of a replica that is killed the other takes over, with the configuration of the ConfigMap and of files", async () => {
    const { plane, balancer } = gate;
    const replicas = [await startReplica(gate), await startReplica(gate)] as const;
    try {
      for (const { port } of replicas) balancer.add(port);
      balancer.remove(first.port);
      balancer.cut();
      const [killed] = replicas;
      const load = underLoad(plane.ask);
      await load.more(20);
      killed.kill();
      await load.more(60);
      const { failures, requests } = await load.stop();
      process.stdout.write(`${requests} requests, ${failures.length} were under way\n`);
      // The API server sends no POST twice: what was under way at that moment is lost, and nothing after it.
      expect(failures.length).toBeLessThanOrEqual(4);
      expect(failures.filter((each) => !each.includes("failed calling webhook"))).toEqual([]);
      const named = placedIn({ ...POD, metadata: { name: "by-a-file" } }, QUIET);
      expect((await dryRun(plane.ask, named)).text).toContain("no Pod is called so");
    } finally {
      balancer.add(first.port);
      for (const each of replicas) {
        balancer.remove(each.port);
        each.kill();
      }
      balancer.cut();
    }
  });

  test("of a server that is gone kube-system and the server itself need nothing, and nobody else gets by", async () => {
    const { ask } = gate.plane;
    gate.balancer.remove(first.port);
    gate.balancer.cut();
    try {
      const refused = await dryRun(ask, placedIn(POD, TOLD));
      expect(refused.status).toBe(500);
      expect(refused.text).toContain("failed calling webhook");
      for (const space of ["kube-system", OWN]) {
        expect(
          (
            await dryRun(ask, {
              ...placedIn(POD, space),
              metadata: { name: "other", namespace: space },
            })
          ).status,
        ).toBe(201);
      }
      const own = role(OWN, [{ apiGroups: [""], resources: ["pods"], verbs: ["list"] }]);
      const changed = await ask(
        "PUT",
        `/apis/rbac.authorization.k8s.io/v1/clusterroles/${OWN}?dryRun=All`,
        own,
      );
      expect(changed.status).toBe(200);
      const lease = {
        apiVersion: "coordination.k8s.io/v1",
        kind: "Lease",
        metadata: { name: "l", namespace: TOLD },
      };
      expect(
        (await ask("POST", `/apis/coordination.k8s.io/v1/namespaces/${TOLD}/leases`, lease)).status,
      ).toBe(201);
      expect(
        (
          await ask("POST", "/api/v1/nodes", {
            apiVersion: "v1",
            kind: "Node",
            metadata: { name: "n" },
          })
        ).status,
      ).toBe(201);
    } finally {
      gate.balancer.add(first.port);
    }
    await until(
      "it is asked again",
      async () => (await dryRun(ask, placedIn(POD, TOLD))).status === 403,
    );
  });
});

function authoritiesIn(bundle: string): number {
  return Buffer.from(bundle, "base64").toString("utf8").split("BEGIN CERTIFICATE").length - 1;
}

async function bundleIn(ask: Ask): Promise<string> {
  const path = `/apis/admissionregistration.k8s.io/v1/validatingwebhookconfigurations/${OWN}`;
  const { json } = await ask("GET", path);
  return textAt(listAt(json, "webhooks")[0], "clientConfig", "caBundle");
}

/** Until what is to be renewed now has been. */
async function untilRenewed(logged: readonly string[]): Promise<void> {
  const count = (): number => logged.filter((line) => line.includes("renewed")).length;
  const before = count();
  await until("the certificates are renewed", () => Promise.resolve(count() > before));
}
