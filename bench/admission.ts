import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { Agent, request } from "node:https";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface, type Interface } from "node:readline";
import type { JsonObject } from "@watertight/core/kubernetes";
import { createAuthority } from "../packages/api-server/testing/index.ts";
import { type Figure, ratioFigure } from "./figure.ts";

/*
 * All checks that run at admission on reviews of 7.5 kB, each another one, over 50 connections that are kept; beside a server that only
 * reads the same reviews over HTTPS and answers.
 */

const REQUESTS = 200_000;
const WARM_UP = 5000;
const CONNECTIONS = 50;
/** An echo answers some 10,000 requests a second of one processor; the gate has to answer 5,000. */
const BAR = 2;
const LONGEST = 0.02;
const MEMORY = 200;

export async function measureAdmission(): Promise<readonly Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), "watertight-admission-"));
  const authority = createAuthority("bench");
  const { cert, key } = authority.issue("localhost", ["localhost", "127.0.0.1"]);
  writeFileSync(join(folder, "tls.crt"), cert);
  writeFileSync(join(folder, "tls.key"), key);
  try {
    const echo = await measured("echo", folder, authority.cert);
    const gate = await measured("gate", folder, authority.cert);
    const growth = gate.after.rss / gate.before.rss;
    const megabytes = gate.after.rss / 2 ** 20;
    return [
      ratioFigure(
        `admission, processor time of 5,000 reviews of ${review(0).length} bytes / of an echo`,
        gate.cpu * 5000,
        echo.cpu * 5000,
        BAR,
      ),
      ratioFigure(
        `admission, 99th percentile of ${CONNECTIONS} connections / the limit`,
        gate.p99,
        LONGEST,
        1,
      ),
      {
        name: `admission, memory after ${REQUESTS} requests / after ${WARM_UP}`,
        value: megabytes,
        unit: "MB",
        reference: gate.before.rss / 2 ** 20,
        ratio: growth,
        bar: MEMORY,
        holds: megabytes <= MEMORY && growth <= 1.3,
      },
    ];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

interface Usage {
  readonly rss: number;
  /** Microseconds. */
  readonly cpu: number;
}

interface Measured {
  /** Seconds of the processor for one request. */
  readonly cpu: number;
  /** Seconds. */
  readonly p99: number;
  readonly before: Usage;
  readonly after: Usage;
}

async function measured(which: string, folder: string, ca: string): Promise<Measured> {
  const child = spawn(
    process.execPath,
    ["--conditions=source", "--import", "tsx", "bench/admission-process.ts", which, folder],
    { stdio: ["pipe", "pipe", "inherit"] },
  );
  const lines = createInterface({ input: child.stdout });
  const port = Number(await nextLine(lines));
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS, ca });
  const usage = async (): Promise<Usage> => {
    const line = nextLine(lines);
    child.stdin.write("usage\n");
    return JSON.parse(await line) as Usage;
  };
  try {
    await loaded({ agent, port, from: 0, count: WARM_UP });
    const before = await usage();
    const latencies = await loaded({ agent, port, from: WARM_UP, count: REQUESTS });
    const after = await usage();
    const sorted = latencies.toSorted((a, b) => a - b);
    return {
      cpu: (after.cpu - before.cpu) / 1e6 / REQUESTS,
      p99: (sorted[Math.floor(sorted.length * 0.99)] ?? Number.NaN) / 1000,
      ...{ before, after },
    };
  } finally {
    agent.destroy();
    await ended(child);
  }
}

function nextLine(lines: Interface): Promise<string> {
  return new Promise((settle) => {
    lines.once("line", settle);
  });
}

function ended(child: ChildProcess): Promise<void> {
  return new Promise((settle) => {
    child.once("exit", () => {
      settle();
    });
    child.stdin?.end();
  });
}

/** Milliseconds of each request. */
async function loaded({
  agent,
  port,
  from,
  count,
}: {
  readonly agent: Agent;
  readonly port: number;
  readonly from: number;
  readonly count: number;
}): Promise<readonly number[]> {
  const latencies: number[] = [];
  let next = from;
  const worker = async (): Promise<void> => {
    while (next < from + count) {
      const text = review(next++);
      const began = performance.now();
      await asked(agent, port, text);
      latencies.push(performance.now() - began);
    }
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, worker));
  return latencies;
}

function asked(agent: Agent, port: number, text: string): Promise<void> {
  return new Promise((settle, fail) => {
    const sent = request(
      {
        ...{ host: "127.0.0.1", port, path: "/validate?timeout=10s", method: "POST", agent },
        headers: { "Content-Type": "application/json", "Content-Length": Buffer.byteLength(text) },
      },
      (answer) => {
        if (answer.statusCode !== 200) fail(new Error(`status ${answer.statusCode}`));
        answer.resume().on("end", settle);
      },
    );
    sent.on("error", fail);
    sent.end(text);
  });
}

/** A review of a Pod of four containers as careful people write it; names, tags and some values are of each its own. */
function review(number: number): string {
  const container = (at: number): JsonObject => ({
    name: `part-${at}`,
    image: `registry.example/shop/part-${at}:1.4.${number}`,
    imagePullPolicy: "IfNotPresent",
    ports: [{ containerPort: 8080, name: "http", protocol: "TCP" }],
    env: Array.from({ length: 14 }, (_, index) => ({
      name: `SETTING_${at}_${index}`,
      value: index === 0 ? `run-${number}` : `value of the setting ${at} ${index}`,
    })),
    resources: {
      limits: { cpu: "500m", memory: "256Mi", "ephemeral-storage": "1Gi" },
      requests: { cpu: "50m", memory: "128Mi", "ephemeral-storage": "100Mi" },
    },
    securityContext: {
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ["ALL"] },
    },
    livenessProbe: { httpGet: { path: "/live", port: "http" }, timeoutSeconds: 1 },
    readinessProbe: { httpGet: { path: "/ready", port: "http" }, timeoutSeconds: 1 },
    volumeMounts: [{ name: "data", mountPath: "/data" }],
    terminationMessagePath: "/dev/termination-log",
  });
  const pod = {
    apiVersion: "v1",
    kind: "Pod",
    metadata: {
      name: `web-${number}`,
      namespace: "shop",
      labels: { app: "web", "pod-template-hash": String(number) },
      ownerReferences: [
        { apiVersion: "apps/v1", kind: "ReplicaSet", name: "web", uid: "u", controller: true },
      ],
    },
    spec: {
      containers: Array.from({ length: 4 }, (_, at) => container(at)),
      volumes: [{ name: "data", emptyDir: { sizeLimit: "1Gi" } }],
      serviceAccountName: "web",
      automountServiceAccountToken: false,
      securityContext: {
        runAsNonRoot: true,
        runAsUser: 10_001,
        runAsGroup: 10_001,
        seccompProfile: { type: "RuntimeDefault" },
      },
    },
  };
  return JSON.stringify({
    apiVersion: "admission.k8s.io/v1",
    kind: "AdmissionReview",
    request: {
      uid: `00000000-0000-4000-8000-${String(number).padStart(12, "0")}`,
      kind: { group: "", version: "v1", kind: "Pod" },
      resource: { group: "", version: "v1", resource: "pods" },
      ...{ name: `web-${number}`, namespace: "shop", operation: "CREATE" },
      userInfo: { username: "system:serviceaccount:kube-system:replicaset-controller" },
      object: pod,
      oldObject: null,
      dryRun: false,
    },
  });
}
