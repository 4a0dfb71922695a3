import { spawn } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { textAt } from "@watertight/core/kubernetes";
import { type Ask, until } from "../control-plane/index.ts";
import { type Gate, OWN, QUIET } from "./gate.ts";
import { dryRun, POD, placedIn, TOLD } from "./gate-questions.ts";

const COMMAND = fileURLToPath(new URL("../../packages/cli/bin/watertight.mjs", import.meta.url));

/** The command as it is built, which serves in a process of its own. */
interface Replica {
  readonly port: number;
  /** At once: nothing is answered any more. */
  readonly kill: () => void;
}

const POLICY = [
  {
    apiVersion: "admissionregistration.k8s.io/v1",
    kind: "ValidatingAdmissionPolicy",
    metadata: { name: "names" },
    spec: {
      matchConstraints: {
        resourceRules: [
          { apiGroups: [""], apiVersions: ["v1"], operations: ["CREATE"], resources: ["pods"] },
        ],
      },
      validations: [
        { expression: "object.metadata.name != 'by-a-file'", message: "no Pod is called so" },
      ],
    },
  },
  {
    apiVersion: "admissionregistration.k8s.io/v1",
    kind: "ValidatingAdmissionPolicyBinding",
    metadata: { name: "names" },
    spec: {
      policyName: "names",
      validationActions: ["Deny"],
      matchResources: {
        namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": QUIET } },
      },
    },
  },
];

/** Starts one with the configuration in the ConfigMap, a policy in a file and the certificates that are served now, as files. */
export async function startReplica({ plane, file }: Gate): Promise<Replica> {
  const { ask, folder } = plane;
  const space = `/api/v1/namespaces/${OWN}`;
  await ask("PATCH", `${space}/configmaps/${OWN}`, {
    data: { "watertight.yaml": JSON.stringify(file) },
  });
  const { json } = await ask("GET", `${space}/secrets/watertight-certificates`);
  const [cert, key, policies] = ["tls.crt", "tls.key", "policies.json"].map((name) =>
    join(folder, name),
  ) as [string, string, string];
  writeFileSync(cert, Buffer.from(textAt(json, "data", "tls.crt"), "base64"));
  writeFileSync(key, Buffer.from(textAt(json, "data", "tls.key"), "base64"));
  writeFileSync(policies, POLICY.map((each) => JSON.stringify(each)).join("\n---\n"));
  const { kubeconfig } = plane.identity("watertight");
  const child = spawn(
    process.execPath,
    [
      ...[COMMAND, "serve", "--admission", "--cluster", "--kubeconfig", kubeconfig],
      ...["--config-map", `${OWN}/${OWN}`, "--policies", policies, "--service", `${OWN}/${OWN}`],
      ...["--tls-cert", cert, "--tls-key", key, "--webhook-configuration", "none"],
      ...["--port", "0", "--health-port", "0", "--bind-address", "127.0.0.1"],
    ],
    { stdio: ["ignore", "ignore", "pipe"] },
  );
  const lines: string[] = [];
  createInterface({ input: child.stderr }).on("line", (line) => lines.push(line));
  const serving = await served(lines);
  await until("the replica is ready", async () => {
    const { ok } = await fetch(`http://127.0.0.1:${serving.healthPort}/readyz`);
    return ok;
  });
  return {
    port: serving.port,
    kill: () => {
      child.kill("SIGKILL");
    },
  };
}

interface Serving {
  readonly port: number;
  readonly healthPort: number;
}

async function served(lines: readonly string[]): Promise<Serving> {
  const isServing = (line: string): boolean => line.includes('"serving"');
  await until("the replica serves", () => Promise.resolve(lines.some(isServing)));
  // A door: the log is JSON.
  return JSON.parse(lines.find(isServing) ?? "") as Serving;
}

interface Load {
  /** Until so many more requests have been answered. */
  readonly more: (requests: number) => Promise<void>;
  readonly stop: () => Promise<{ readonly requests: number; readonly failures: readonly string[] }>;
}

/** Asks all the time, four at once: whatever is not refused by the webhook itself has failed. */
export function underLoad(ask: Ask): Load {
  let isOver = false;
  let requests = 0;
  const failures: string[] = [];
  const worker = async (): Promise<void> => {
    while (!isOver) {
      const { status, text } = await dryRun(ask, placedIn(POD, TOLD));
      requests += 1;
      if (status !== 403) failures.push(`${status} ${text.slice(0, 300)}`);
    }
  };
  const workers = Promise.all(Array.from({ length: 4 }, worker));
  return {
    more: (count) => {
      const from = requests;
      return until("more is answered", () => Promise.resolve(requests >= from + count));
    },
    stop: async () => {
      isOver = true;
      await workers;
      return { requests, failures };
    },
  };
}
