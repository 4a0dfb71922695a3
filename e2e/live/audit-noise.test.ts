import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { eventsOfLine } from "@watertight/core/audit";
import type { JsonObject } from "@watertight/core/kubernetes";
import { describe, expect, test } from "vitest";
import { needing } from "../../conformance/needs.ts";
import {
  type Ask,
  CONTROL_PLANE,
  type ControlPlane,
  createAsk,
  until,
} from "../control-plane/index.ts";
import { extent } from "./extent.ts";
import { inParallel } from "./in-parallel.ts";
import { reviewed } from "./known-to-authorizers.ts";
import { watertight, withPlane } from "./observed-plane.ts";

/*
 * What a cluster does on an ordinary day, without the pauses: its control plane makes what teams deploy, scale, mend and take away. Whoever
 * reads the log for what matters is told of nothing.
 */

const EVENTS = extent(20_000, 200_000);

/** Detections above low that an ordinary day has, each with the reason. */
const EXPECTED: ReadonlyMap<string, string> = new Map([
  [
    "node-joined",
    "kwok has no kubelets: an administrator makes the Nodes, as nobody does where they register themselves",
  ],
  [
    "mass-deletion",
    "a day is pressed into minutes, so that what one pipeline takes away from morning to evening falls into ten of them",
  ],
]);

/** Bodies of what is written, metadata of the rest, as clouds have it. */
const POLICY = {
  apiVersion: "audit.k8s.io/v1",
  kind: "Policy",
  omitManagedFields: true,
  rules: [
    { level: "Metadata", resources: [{ group: "", resources: ["secrets", "configmaps"] }] },
    { level: "RequestResponse", verbs: ["create", "update", "patch", "delete"] },
    { level: "Metadata" },
  ],
};

describe("an ordinary day of a real cluster", needing(CONTROL_PLANE), () => {
  test(`of ${EVENTS} events gives no detection above low but those that are expected`, async () => {
    await withPlane(
      {
        ...{ withControllers: true, withScheduler: true, withKwok: true, auditPolicy: POLICY },
        users: { "deployer@example.com": ["deployers"], "ann@example.com": ["developers"] },
        apiServerFlags: ["--audit-log-maxsize=2000"],
      },
      async (plane) => {
        await beginDay(plane);
        let round = 0;
        const written = (): number => counted(plane);
        while (written() < EVENTS) {
          await dayOf(plane, round);
          round += 1;
        }
        const { found, events, users } = judged(plane);
        process.stdout.write(
          `${events} events of ${users} users in ${round} rounds: ${JSON.stringify(found)}\n`,
        );
        const unexpected = Object.keys(found).filter(
          (name) => !/ (?:low|info)$/.test(name) && !EXPECTED.has(name.split(" ")[0] ?? ""),
        );
        expect(unexpected).toEqual([]);
        expect(events).toBeGreaterThanOrEqual(EVENTS);
        // Controllers, the scheduler, kwok and people: else the day would be a poor one.
        expect(users).toBeGreaterThan(20);
        judgeIncidents(plane);
      },
    );
  });
});

function counted(plane: ControlPlane): number {
  const log = readFileSync(join(plane.folder, "audit.log"));
  let lines = 0;
  for (let at = log.indexOf(10); at >= 0; at = log.indexOf(10, at + 1)) lines += 1;
  return lines;
}

/** `rule severity` with its count. */
function judged(plane: ControlPlane): {
  readonly found: Readonly<Record<string, number>>;
  readonly events: number;
  readonly users: number;
} {
  const { stdout, stderr } = watertight(plane, [
    ...["audit", "detect", "--no-config", "-o", "json", "--fail-on", "none", "audit.log"],
  ]);
  if (stdout === "") throw new Error(stderr);
  const { detections, coverage } = JSON.parse(stdout) as {
    readonly detections: readonly {
      rule: string;
      severity: string;
      count: number;
      because: string;
    }[];
    readonly coverage: { readonly events: number; readonly notRead: { readonly count: number } };
  };
  expect(coverage.notRead.count).toBe(0);
  const found: Record<string, number> = {};
  for (const { rule, severity, count } of detections) {
    const name = `${rule} ${severity}`;
    found[name] = (found[name] ?? 0) + count;
  }
  for (const { because, severity } of detections) {
    if (severity !== "low" && severity !== "info")
      process.stdout.write(`${severity}: ${because}\n`);
  }
  const lines = readFileSync(join(plane.folder, "audit.log"), "utf8").trimEnd().split("\n");
  const users = new Set(lines.flatMap((line) => eventsOfLine(line).events[0]?.user.username ?? []));
  return { found, events: coverage.events, users: users.size };
}

/** All of the day by itself, and its afternoon by what the morning has shown to be usual. */
function judgeIncidents(plane: ControlPlane): void {
  const whole = incidentsOf(plane, ["audit.log"]);
  const lines = readFileSync(join(plane.folder, "audit.log"), "utf8").split("\n");
  const noon = lines.length >> 1;
  writeFileSync(join(plane.folder, "morning.log"), lines.slice(0, noon).join("\n"));
  writeFileSync(join(plane.folder, "afternoon.log"), lines.slice(noon).join("\n"));
  incidentsOf(plane, ["--learn", "usual.json", "morning.log"]);
  const afternoon = incidentsOf(plane, ["--usual", "usual.json", "afternoon.log"]);
  for (const { told, per10000Events } of [whole, afternoon]) {
    process.stdout.write(
      `${told.length} incidents, ${per10000Events.toFixed(2)} per 10,000 events: ${told.join("; ")}\n`,
    );
    expect(per10000Events).toBeLessThanOrEqual(2);
  }
  const unexpected = whole.told.filter(
    (each) => !each.startsWith("low ") && ![...EXPECTED.keys()].some((rule) => each.includes(rule)),
  );
  expect(unexpected).toEqual([]);
  expect(afternoon.told.filter((each) => !each.startsWith("low "))).toEqual([]);
}

/** `low admin: node-joined` of each. */
function incidentsOf(
  plane: ControlPlane,
  logs: readonly string[],
): { readonly told: readonly string[]; readonly per10000Events: number } {
  const { stdout, stderr } = watertight(plane, [
    ...["audit", "incidents", "--no-config", "-o", "json", "--fail-on", "none", ...logs],
  ]);
  if (stdout === "") throw new Error(stderr);
  const { incidents, per10000Events } = JSON.parse(stdout) as {
    readonly incidents: readonly {
      readonly severity: string;
      readonly actor: { readonly user: string };
      readonly rules: readonly string[];
    }[];
    readonly per10000Events: number;
  };
  return {
    told: incidents.map(
      ({ severity, actor, rules }) => `${severity} ${actor.user}: ${rules.join(" ")}`,
    ),
    per10000Events,
  };
}

/** Nodes, the rights of those who deploy, and their first look around. */
async function beginDay(plane: ControlPlane): Promise<void> {
  for (const name of ["node-1", "node-2"]) await must(plane.ask, "/api/v1/nodes", node(name));
  await must(plane.ask, "/apis/rbac.authorization.k8s.io/v1/clusterrolebindings", {
    metadata: { name: "deployers" },
    roleRef: { apiGroup: "rbac.authorization.k8s.io", kind: "ClusterRole", name: "edit" },
    subjects: [
      { kind: "Group", name: "deployers", apiGroup: "rbac.authorization.k8s.io" },
      { kind: "Group", name: "developers", apiGroup: "rbac.authorization.k8s.io" },
    ],
  });
  const asked = {
    user: "deployer@example.com",
    groups: ["deployers"],
    resourceAttributes: { verb: "create", resource: "configmaps", namespace: "team-0" },
  };
  await until(
    "the authorizer knows the binding",
    async () => (await reviewed(plane.ask, asked)).allowed,
  );
}

/** A team deploys, scales, looks, mends and takes away. */
async function dayOf(plane: ControlPlane, round: number): Promise<void> {
  const deployer = as(plane, "deployer@example.com");
  const developer = as(plane, "ann@example.com");
  try {
    const team = `team-${round}`;
    await must(plane.ask, "/api/v1/namespaces", { metadata: { name: team } });
    const core = `/api/v1/namespaces/${team}`;
    const apps = `/apis/apps/v1/namespaces/${team}`;
    const batch = `/apis/batch/v1/namespaces/${team}`;
    await must(deployer, `${core}/configmaps`, {
      metadata: { name: "settings" },
      data: { level: "info" },
    });
    await must(deployer, `${core}/secrets`, { metadata: { name: "db" }, stringData: { url: "x" } });
    const names = Array.from({ length: 6 }, (_, index) => `web-${index}`);
    await inParallel(names, async (name) => {
      await must(deployer, `${apps}/deployments`, workload(name, { replicas: 5 }));
      await must(deployer, `${core}/services`, service(name));
    });
    await must(
      deployer,
      `${apps}/statefulsets`,
      workload("db", { replicas: 3, serviceName: "db" }),
    );
    await must(deployer, `${batch}/jobs`, job("migrate"));
    await must(deployer, `${batch}/cronjobs`, {
      metadata: { name: "report" },
      spec: { schedule: "0 3 * * *", jobTemplate: { spec: job("report")["spec"] ?? {} } },
    });
    await until("the Deployments are there", async () => {
      const { json } = await plane.ask("GET", `${apps}/deployments/web-5`);
      const { status } = json as { readonly status?: { readonly readyReplicas?: number } };
      return status?.readyReplicas === 5;
    });
    await inParallel(names, async (name) => {
      await developer("GET", `${core}/pods?labelSelector=app%3D${name}`);
      await developer("GET", `${apps}/deployments/${name}`);
      await deployer("PATCH", `${apps}/deployments/${name}/scale`, { spec: { replicas: 8 } });
      await deployer("PATCH", `${apps}/deployments/${name}`, {
        spec: { template: { metadata: { annotations: { restarted: String(round) } } } },
      });
    });
    await developer("GET", `${core}/secrets/db`);
    await developer("GET", `${core}/events`);
    await until("the last Deployment is rolled out", async () => {
      const { json } = await plane.ask("GET", `${apps}/deployments/web-5`);
      const { status } = json as {
        readonly status?: {
          readonly updatedReplicas?: number;
          readonly availableReplicas?: number;
        };
      };
      return status?.updatedReplicas === 8 && status.availableReplicas === 8;
    });
    await inParallel(names, async (name) => {
      await deployer("DELETE", `${apps}/deployments/${name}`);
    });
    await plane.ask("DELETE", `/api/v1/namespaces/${team}`);
  } finally {
    deployer.close();
    developer.close();
  }
}

function as(plane: ControlPlane, user: string): Ask {
  const authority = readFileSync(plane.certs.authority, "utf8");
  return createAsk({ url: plane.url, authority }, { token: plane.tokens.get(user) ?? "" });
}

async function must(ask: Ask, path: string, body: JsonObject): Promise<void> {
  const { status, text } = await ask("POST", path, body);
  if (status !== 201) throw new Error(`POST ${path}: ${status} ${text}`);
}

function node(name: string): JsonObject {
  const capacity = { cpu: "64", memory: "256Gi", pods: "1000" };
  return {
    metadata: {
      name,
      annotations: { "kwok.x-k8s.io/node": "fake" },
      labels: { "kubernetes.io/hostname": name },
    },
    status: { capacity, allocatable: capacity },
  };
}

function template(name: string): JsonObject {
  return {
    metadata: { labels: { app: name } },
    spec: { containers: [{ name: "app", image: "registry.example/app:1" }] },
  };
}

function workload(name: string, spec: JsonObject): JsonObject {
  return {
    metadata: { name },
    spec: { ...spec, selector: { matchLabels: { app: name } }, template: template(name) },
  };
}

function job(name: string): JsonObject {
  const { metadata, spec } = template(name) as { metadata: JsonObject; spec: JsonObject };
  return {
    metadata: { name },
    spec: { template: { metadata, spec: { ...spec, restartPolicy: "Never" } } },
  };
}

function service(name: string): JsonObject {
  return { metadata: { name }, spec: { selector: { app: name }, ports: [{ port: 80 }] } };
}
