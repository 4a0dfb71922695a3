import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { needing } from "../../conformance/needs.ts";
import { ROOT } from "../../conformance/suites.ts";
import { CONTROL_PLANE, type ControlPlane, until } from "../control-plane/index.ts";
import { watertight, withPlane } from "./observed-plane.ts";
import { ATTACKERS, STORIES } from "./stories.ts";
import { prepare } from "./story-world.ts";

/*
 * Attacks are walked on a real server, one after the other and each by somebody else; what is told of its log is each of them once. A
 * pod of one of them is deleted at once, and is captured all the same.
 */

/** Bodies of what is written; nothing of the administrator who prepares it. */
const POLICY = {
  apiVersion: "audit.k8s.io/v1",
  kind: "Policy",
  omitManagedFields: true,
  rules: [
    { level: "None", users: ["admin"] },
    { level: "Metadata", resources: [{ group: "", resources: ["secrets", "configmaps"] }] },
    { level: "Metadata", resources: [{ group: "", resources: ["serviceaccounts/token"] }] },
    { level: "RequestResponse", verbs: ["create", "update", "patch", "delete"] },
    { level: "Metadata" },
  ],
};

interface Told {
  readonly severity: string;
  readonly actor: { readonly user: string };
  readonly rules: readonly string[];
  readonly timeline: readonly { readonly kind: string; readonly subject: string }[];
  readonly counterMeasures: readonly { readonly command: string | null }[];
}

interface Listed {
  readonly captures: readonly {
    readonly capture: number;
    readonly about: string;
    readonly items: readonly { readonly kind: string; readonly digest: string }[];
  }[];
}

describe("attacks on a real cluster", needing(CONTROL_PLANE), () => {
  test("are one incident each, with the root and every step; a pod that is deleted at once is captured", async () => {
    await withPlane(
      {
        ...{ withControllers: true, withScheduler: true, withKwok: true, auditPolicy: POLICY },
        users: {
          ...Object.fromEntries(ATTACKERS.map((name) => [name, ["system:masters"]])),
          friend: [],
        },
      },
      async (plane) => {
        const { world, close } = await prepare(plane);
        const watching = await watchEvidence(plane);
        try {
          for (const story of STORIES) await story.walk(world);
          await until("the deleted pod is captured", () =>
            watching.said().includes("victim/flash"),
          );
        } finally {
          await watching.stop();
          close();
        }
        judge(plane);
        verifyEvidence(plane);
      },
    );
  });
});

function judge(plane: ControlPlane): void {
  const argv = [
    "audit",
    "incidents",
    "--no-config",
    "-q",
    "-o",
    "json",
    "--fail-on",
    "none",
    "audit.log",
  ];
  const { stdout, stderr } = watertight(plane, argv);
  if (stdout === "") throw new Error(stderr);
  const { incidents, events, notRead } = JSON.parse(stdout) as {
    readonly incidents: readonly Told[];
    readonly events: number;
    readonly notRead: number;
  };
  process.stdout.write(
    `${events} events: ${incidents.map(({ severity, actor, rules }) => `${severity} ${actor.user} (${rules.join(" ")})`).join("; ")}\n`,
  );
  expect(notRead).toBe(0);
  for (const { name, root, rules, steps } of STORIES) {
    const own = incidents.filter(({ actor }) => actor.user === root);
    expect(own, name).toHaveLength(1);
    const [incident] = own;
    expect(incident?.rules, name).toEqual(expect.arrayContaining([...rules]));
    const told = incident?.timeline.map(({ kind, subject }) => `${kind} ${subject}`) ?? [];
    const missing = steps.filter((step) => !told.some((each) => each.startsWith(step)));
    expect(missing, `${name}: ${told.join(", ")}`).toEqual([]);
  }
  // Nobody else: the friend, the account and the controllers belong to whoever began it.
  const roots = new Set(STORIES.map(({ root }) => root));
  expect(incidents.filter(({ actor }) => !roots.has(actor.user))).toEqual([]);
}

/** `evidence watch` on the side; what it says so far, and how to end it. */
async function watchEvidence(plane: ControlPlane): Promise<{
  readonly said: () => string;
  readonly stop: () => Promise<void>;
}> {
  const argv = ["evidence", "watch", "--cluster", "--audit", "audit.log", "--store", "store"];
  const child = spawn(
    process.execPath,
    [join(ROOT, "packages/cli/bin/watertight.mjs"), ...argv, "--no-config", "--who", "watch"],
    { cwd: plane.folder, env: { ...process.env, KUBECONFIG: plane.kubeconfig } },
  );
  let said = "";
  let errors = "";
  child.stdout.on("data", (chunk: Buffer) => (said += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => (errors += chunk.toString()));
  const ended = new Promise<void>((settle) =>
    child.on("exit", () => {
      settle();
    }),
  );
  await until("pods are followed", () => errors.includes("Pods are followed."), {
    check: () => {
      if (child.exitCode !== null) throw new Error(errors);
    },
  });
  return {
    said: () => said,
    stop: async () => {
      child.kill("SIGINT");
      await ended;
    },
  };
}

function verifyEvidence(plane: ControlPlane): void {
  const run = (...argv: readonly string[]): ReturnType<typeof watertight> =>
    watertight(plane, ["evidence", ...argv]);
  const { captures } = JSON.parse(run("list", "--store", "store", "-o", "json").stdout) as Listed;
  const capture = captures.find(({ about }) => about === "pod victim/flash");
  const kinds = capture?.items.map(({ kind }) => kind) ?? [];
  process.stdout.write(`captured of the pod that was deleted at once: ${kinds.join(", ")}\n`);
  expect(kinds).toEqual(expect.arrayContaining(["summary", "pod", "events", "audit", "namespace"]));
  const item = (kind: string): string => {
    const digest = capture?.items.find((each) => each.kind === kind)?.digest ?? "";
    return readFileSync(join(plane.folder, "store/items", digest.slice(0, 2), digest), "utf8");
  };
  expect(item("pod")).toContain('"privileged":true');
  expect(item("audit")).toContain("attacker-9");
  // Of which none is left in the cluster: their deletion is the end of that story.
  expect(item("events")).toContain('"reason":"Scheduled"');
  const number = String(capture?.capture ?? 0);
  const to = ["--to", "case.tar", "--reason", "a case", "--store", "store"];
  expect(run("export", number, ...to).status).toBe(0);
  expect(existsSync(join(plane.folder, "store/signing-key.pub.pem"))).toBe(true);
  const verified = run("verify", "case.tar", "--key", "store/signing-key.pub.pem", "-o", "json");
  expect([verified.status, JSON.parse(verified.stdout)]).toMatchObject([
    0,
    { valid: true, faults: [] },
  ]);
  expect(run("verify", "store").status).toBe(0);
}
