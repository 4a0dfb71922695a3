import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:https";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { setTimeout as wait } from "node:timers/promises";
import {
  type JsonObject,
  type JsonValue,
  listAt,
  objectAt,
  textAt,
} from "@watertight/core/kubernetes";
import { createAuthority } from "../../packages/api-server/testing/certificates.ts";
import type { Ask } from "../control-plane/index.ts";

export interface StandInOptions {
  readonly ask: Ask;
  readonly nodes: readonly string[];
  /** The program of the agent, as the image has it. */
  readonly agent: string;
}

/**
 * Stands in for kubelets: it runs what Pods of its nodes run, with a token that the API server gives for that Pod, tells how that ended, serves the
 * logs, and lets go of Pods that are to be deleted. There is no container around it.
 */
export interface StandIn {
  readonly port: number;
  /** What Pods wrote last, by node; what a node serves in place of it may be set. */
  readonly written: Map<string, string>;
  readonly serves: { instead: ((node: string) => string | undefined) | undefined };
  readonly stop: () => Promise<void>;
}

export async function startStandIn(options: StandInOptions): Promise<StandIn> {
  const folder = mkdtempSync(join(tmpdir(), "watertight-stand-in-"));
  const { cert, key } = createAuthority().issue("kubelet", ["127.0.0.1"]);
  const written = new Map<string, string>();
  const nodeOfPod = new Map<string, string>();
  const serves: StandIn["serves"] = { instead: undefined };
  const server = createServer({ cert, key }, (request, response) => {
    const [, logs, , pod = ""] = (request.url ?? "").split("/");
    const node = nodeOfPod.get(pod.split("?")[0] ?? "") ?? "";
    response.statusCode = logs === "containerLogs" ? 200 : 404;
    response.end(serves.instead?.(node) ?? written.get(node) ?? "");
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  const state: State = { ...options, folder, written, nodeOfPod, seen: new Set(), stopped: false };
  const done = follow(state);
  return {
    port: (server.address() as AddressInfo).port,
    written,
    serves,
    stop: async () => {
      state.stopped = true;
      await done;
      await closed(server);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

interface State extends StandInOptions {
  readonly folder: string;
  readonly written: Map<string, string>;
  readonly nodeOfPod: Map<string, string>;
  readonly seen: Set<string>;
  stopped: boolean;
}

function closed(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((settle) => {
    server.close(() => {
      settle();
    });
  });
}

async function follow(state: State): Promise<void> {
  const running: Promise<void>[] = [];
  while (!state.stopped) {
    const { json } = await state.ask("GET", "/api/v1/pods");
    for (const pod of listAt(json, "items")) {
      if (!state.nodes.includes(textAt(pod, "spec", "nodeName"))) continue;
      const uid = textAt(pod, "metadata", "uid");
      if (textAt(pod, "metadata", "deletionTimestamp") !== "") {
        await state.ask("DELETE", pathOf(pod), { gracePeriodSeconds: 0 });
      } else if (!state.seen.has(uid)) {
        state.seen.add(uid);
        running.push(runPod(pod, state));
      }
    }
    await wait(50);
  }
  await Promise.all(running);
}

function pathOf(pod: JsonValue, below = ""): string {
  return `/api/v1/namespaces/${textAt(pod, "metadata", "namespace")}/pods/${textAt(pod, "metadata", "name")}${below}`;
}

async function runPod(pod: JsonValue, state: State): Promise<void> {
  const node = textAt(pod, "spec", "nodeName");
  state.nodeOfPod.set(textAt(pod, "metadata", "name"), node);
  const file = join(state.folder, textAt(pod, "metadata", "uid"));
  const token = await tokenFor(pod, state);
  // The Pod or its namespace may be gone by now.
  if (token === undefined) return;
  writeFileSync(file, token);
  const [container] = listAt(pod, "spec", "containers");
  const environment = environmentOf(container, { node, file });
  const child = spawn(process.execPath, [state.agent], {
    env: environment,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const ended = new Promise<number>((settle) => {
    child.on("close", (code) => {
      settle(code ?? 1);
    });
  });
  const [log, errors] = await Promise.all([text(child.stdout), text(child.stderr)]);
  const code = await ended;
  state.written.set(node, log + errors);
  const terminated = { exitCode: code, reason: code === 0 ? "Completed" : "Error" };
  const status = {
    phase: code === 0 ? "Succeeded" : "Failed",
    containerStatuses: [
      {
        ...{ name: textAt(container, "name"), image: "agent", imageID: "agent" },
        ...{ ready: false, restartCount: 0, state: { terminated } },
      },
    ],
  };
  await state.ask("PATCH", pathOf(pod, "/status"), { status });
}

/** As the kubelet asks for the token of a projected volume. */
async function tokenFor(pod: JsonValue, { ask }: State): Promise<string | undefined> {
  const projected = listAt(pod, "spec", "volumes")
    .flatMap((each) => listAt(each, "projected", "sources"))
    .map((each) => objectAt(each, "serviceAccountToken"))
    .find((each) => textAt(each, "audience").startsWith("watertight.dev/"));
  const account = textAt(pod, "spec", "serviceAccountName");
  const namespace = textAt(pod, "metadata", "namespace");
  const { json } = await ask(
    "POST",
    `/api/v1/namespaces/${namespace}/serviceaccounts/${account}/token`,
    {
      ...{ apiVersion: "authentication.k8s.io/v1", kind: "TokenRequest" },
      spec: {
        audiences: [textAt(projected, "audience")],
        expirationSeconds: 600,
        boundObjectRef: {
          ...{ apiVersion: "v1", kind: "Pod" },
          ...{ name: textAt(pod, "metadata", "name"), uid: textAt(pod, "metadata", "uid") },
        },
      },
    },
  );
  return textAt(json, "status", "token") || undefined;
}

function environmentOf(
  container: JsonValue | undefined,
  { node, file }: { readonly node: string; readonly file: string },
): Readonly<Record<string, string>> {
  const variables = listAt(container, "env").map((each): readonly [string, string] => [
    textAt(each, "name"),
    textAt(each, "value") || (textAt(each, "name") === "NODE_NAME" ? node : ""),
  ]);
  return { ...Object.fromEntries(variables), ROOT: "/", TOKEN_FILE: file };
}

/** A Node whose kubelet is the stand-in. */
export function nodeAt(name: string, port: number): JsonObject {
  return {
    ...{ apiVersion: "v1", kind: "Node", metadata: { name } },
    status: {
      addresses: [{ type: "InternalIP", address: "127.0.0.1" }],
      daemonEndpoints: { kubeletEndpoint: { Port: port } },
      nodeInfo: {
        ...{ kubeletVersion: "v1.36.3", osImage: "Debian", architecture: "amd64" },
        ...{ bootID: "", containerRuntimeVersion: "containerd://2", kernelVersion: "6" },
        ...{ kubeProxyVersion: "", machineID: "", operatingSystem: "linux", systemUUID: "" },
      },
    },
  };
}
