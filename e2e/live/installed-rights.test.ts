import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync, writeFileSync } from "node:fs";
import { get } from "node:http";
import { join } from "node:path";
import { promisify } from "node:util";
import {
  isJsonObject,
  type JsonObject,
  listAt,
  objectAt,
  textAt,
  textsAt,
} from "@watertight/core/kubernetes";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { needing } from "../../conformance/needs.ts";
import { ROOT } from "../../conformance/suites.ts";
import { watertightIn } from "../../packages/cli/testing/watertight.ts";
import {
  CONTROL_PLANE,
  type ControlPlane,
  freePort,
  startControlPlane,
  until,
} from "../control-plane/index.ts";
import { MINORS } from "./extent.ts";
import { namespace } from "./objects.ts";

/*
 * The server runs with the account that is installed with it and asks for all that its configuration lets it ask for: what the API server's audit log tells of it is what its roles
 * allow, and nothing was refused.
 */

const COMMAND = join(ROOT, "packages/cli/bin/watertight.mjs");
const ACCOUNT = "system:serviceaccount:watertight:watertight";
const run = promisify(execFile);

const POLICY = `apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicy
metadata: {name: asks}
spec:
  matchConstraints:
    resourceRules: [{apiGroups: [""], apiVersions: [v1], operations: [CREATE], resources: [configmaps]}]
  validations: [{expression: "authorizer.group('').resource('pods').check('get').allowed()"}]
---
apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicyBinding
metadata: {name: asks}
spec: {policyName: asks, validationActions: [Audit]}
`;

const EVERYTHING: JsonObject = {
  configuration: {
    admission: {
      podSecurity: { defaults: { enforce: "privileged" } },
      newNamespaces: [
        {
          networkPolicy: "deny-all",
          resourceQuota: { pods: "9" },
          limitRange: { default: { memory: "1Gi" } },
        },
      ],
      defaults: [{ seccompProfile: "RuntimeDefault" }],
    },
  },
  policies: POLICY,
};

describe.each(MINORS)(
  "the rights of the server in Kubernetes %s",
  needing(CONTROL_PLANE),
  (version) => {
    let plane: ControlPlane;
    beforeAll(async () => {
      plane = await startControlPlane({ version, withControllers: true });
    });
    afterAll(() => plane.stop());

    test.each([
      ["as little as there is", { policies: "" }],
      ["everything", EVERYTHING],
    ] as const)("with %s are those that it uses", async (title, values) => {
      const began = eventsOf(plane).length;
      const server = await startServer(plane, values);
      try {
        const space = title === "everything" ? "team-all" : "team-few";
        await until("a namespace is admitted by the server", async () => {
          const { status } = await plane.ask("POST", "/api/v1/namespaces", namespace(space));
          return status === 201 || status === 409;
        });
        const granted = grantedTo(server.objects);
        let used: ReadonlySet<string> = new Set();
        const unused = () => granted.filter((right) => !used.has(right) && right !== GET_NAMESPACE);
        await until(
          "every right is used",
          async () => {
            // A stricter level is tried on the Pods that there are.
            for (const level of ["privileged", "restricted"]) {
              const labels = { "pod-security.kubernetes.io/enforce": level };
              await plane.ask("PATCH", `/api/v1/namespaces/${space}`, { metadata: { labels } });
            }
            used = usedIn(eventsOf(plane).slice(began));
            return unused().length === 0;
          },
          { seconds: 60 },
        ).catch(() => undefined);
        process.stdout.write(`${title}: ${granted.length} rights, ${used.size} used\n`);
        expect(unused()).toEqual([]);
        expect([...used].filter((right) => !granted.includes(right))).toEqual([]);
        expect(refusedIn(eventsOf(plane).slice(began))).toEqual([]);
      } finally {
        await server.stop();
      }
    });
  },
);

/** Asked for where a namespace is newer than what is watched: whether that happens is a matter of moments. */
const GET_NAMESPACE = "get /namespaces";

async function startServer(plane: ControlPlane, values: JsonObject) {
  writeFileSync(join(plane.folder, "values.json"), JSON.stringify(values));
  const argv = [
    "install",
    "--print",
    "-q",
    "-o",
    "json",
    "--replicas",
    "1",
    "--values",
    "values.json",
  ];
  const { stdout } = await watertightIn(plane.folder, argv);
  const { items } = JSON.parse(stdout) as { readonly items: readonly JsonObject[] };
  const [port, health] = [await freePort(), await freePort()];
  const objects = items.map((object) => atHost(object, port));
  const file = join(plane.folder, "installed.json");
  writeFileSync(file, JSON.stringify({ apiVersion: "v1", kind: "List", items: objects }));
  await run(plane.kubectl, [
    "--kubeconfig",
    plane.kubeconfig,
    "apply",
    "--server-side",
    "--force-conflicts",
    "-f",
    file,
  ]);
  const token = await plane.ask(
    "POST",
    "/api/v1/namespaces/watertight/serviceaccounts/watertight/token",
    { apiVersion: "authentication.k8s.io/v1", kind: "TokenRequest", spec: {} },
  );
  const kubeconfig = plane.kubeconfigOf("server", { token: textAt(token.json, "status", "token") });
  const [container] = listAt(
    items.find(({ kind }) => kind === "Deployment"),
    ...["spec", "template", "spec", "containers"],
  );
  const args = textsAt(container, "args").filter(
    (each) => !/^--(?:port|health-port|drain)=/.test(each),
  );
  const own = [`--port=${port}`, `--health-port=${health}`, "--drain=0", "--server-name=127.0.0.1"];
  const server = spawn(process.execPath, [COMMAND, ...args, ...own, "--kubeconfig", kubeconfig], {
    stdio: ["ignore", "ignore", "pipe"],
    cwd: plane.folder,
  });
  let said = "";
  server.stderr.setEncoding("utf8").on("data", (text: string) => {
    said += text;
  });
  const ended = once(server, "exit");
  const stop = async (): Promise<void> => {
    server.kill("SIGKILL");
    await ended;
    const kinds = ["validatingwebhookconfigurations", "mutatingwebhookconfigurations"];
    for (const kind of kinds) {
      await plane.ask("DELETE", `/apis/admissionregistration.k8s.io/v1/${kind}/watertight`);
    }
    await plane.ask("DELETE", "/api/v1/namespaces/watertight/secrets/watertight-certificates");
  };
  try {
    await until("the server is ready", () => isReady(health), {
      check: () => {
        if (server.exitCode !== null) throw new Error(`The server has ended: ${said}`);
      },
    });
  } catch (error) {
    await stop();
    throw new Error(said, { cause: error });
  }
  return { objects, stop };
}

/** Webhooks are asked at an address of this machine, for here no Pod has one. */
function atHost(object: JsonObject, port: number): JsonObject {
  if (!textAt(object, "kind").endsWith("WebhookConfiguration")) return object;
  const webhooks = listAt(object, "webhooks").map((webhook) => {
    const path = textAt(webhook, "clientConfig", "service", "path");
    return { ...objectAt(webhook), clientConfig: { url: `https://127.0.0.1:${port}${path}` } };
  });
  return { ...object, webhooks };
}

function isReady(port: number): Promise<boolean> {
  return new Promise((settle) => {
    get(`http://127.0.0.1:${port}/readyz`, (answer) => {
      answer.resume();
      settle(answer.statusCode === 200);
    }).on("error", () => {
      settle(false);
    });
  });
}

interface AuditEvent {
  readonly verb: string;
  readonly user: { readonly username: string };
  readonly objectRef?: {
    readonly apiGroup?: string;
    readonly resource: string;
    readonly name?: string;
  };
  readonly responseStatus?: { readonly code: number };
}

/** What the server asked for. */
function eventsOf(plane: ControlPlane): readonly AuditEvent[] {
  const lines = readFileSync(join(plane.folder, "audit.log"), "utf8").split("\n").slice(0, -1);
  return (
    lines
      .filter((line) => line.includes(ACCOUNT))
      // A door: the API server writes an event a line.
      .map((line) => JSON.parse(line) as AuditEvent)
      .filter(({ user }) => user.username === ACCOUNT)
  );
}

/**
 * As `get /secrets watertight-certificates`, with the name where rights are for names. Newer servers give a whole list with a watch, older ones take a list before it: whoever watches
 * needs both.
 */
function rightsOf({ verb, objectRef }: AuditEvent): readonly string[] {
  if (objectRef === undefined) return [];
  const { apiGroup = "", resource, name = "" } = objectRef;
  const named = /^(?:secrets|configmaps|\w+webhookconfigurations)$/.test(resource)
    ? ` ${name}`
    : "";
  const verbs = verb === "watch" ? ["list", "watch"] : [verb];
  return verbs.map((each) => `${each} ${apiGroup}/${resource}${named}`);
}

function usedIn(events: readonly AuditEvent[]): ReadonlySet<string> {
  return new Set(events.flatMap(rightsOf));
}

function refusedIn(events: readonly AuditEvent[]): readonly string[] {
  return events.filter(({ responseStatus }) => responseStatus?.code === 403).flatMap(rightsOf);
}

function grantedTo(objects: readonly JsonObject[]): readonly string[] {
  const roles = objects.filter(({ kind }) => kind === "ClusterRole" || kind === "Role");
  return roles.flatMap((role) =>
    listAt(role, "rules")
      .filter(isJsonObject)
      .flatMap((rule) =>
        textsAt(rule, "apiGroups").flatMap((group) =>
          textsAt(rule, "resources").flatMap((resource) =>
            textsAt(rule, "verbs").map((verb) =>
              `${verb} ${group}/${resource} ${textsAt(rule, "resourceNames").join(",")}`.trimEnd(),
            ),
          ),
        ),
      ),
  );
}
