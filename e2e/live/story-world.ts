import { readFileSync } from "node:fs";
import { createServer, request, type Server } from "node:https";
import { join } from "node:path";
import type { JsonObject } from "@watertight/core/kubernetes";
import { type Ask, type ControlPlane, createAsk, until } from "../control-plane/index.ts";

/** What stories are walked in. */
export interface World {
  readonly plane: ControlPlane;
  /** Asks as a user with a token of its own. */
  readonly as: (user: string) => Ask;
  readonly exec: (user: string, pod: string, command: readonly string[]) => Promise<number>;
}

const RBAC = "/apis/rbac.authorization.k8s.io/v1";

/** What stories need: Secrets, an account with all rights, a node that answers for a pod. */
export async function prepare(
  plane: ControlPlane,
): Promise<{ readonly world: World; readonly close: () => void }> {
  const kubelet = await standInKubelet(plane);
  const address = kubelet.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  const { ask } = plane;
  await must(ask("POST", "/api/v1/namespaces", { metadata: { name: "victim" } }));
  for (let secret = 0; secret < 16; secret++)
    await must(
      ask("POST", "/api/v1/namespaces/victim/secrets", { metadata: { name: `s-${secret}` } }),
    );
  await must(
    ask("POST", "/api/v1/namespaces/victim/serviceaccounts", { metadata: { name: "robot" } }),
  );
  await must(
    ask("POST", `${RBAC}/clusterrolebindings`, {
      metadata: { name: "robot" },
      roleRef: {
        apiGroup: "rbac.authorization.k8s.io",
        kind: "ClusterRole",
        name: "cluster-admin",
      },
      subjects: [{ kind: "ServiceAccount", name: "robot", namespace: "victim" }],
    }),
  );
  await must(ask("POST", "/api/v1/nodes", node("fake", { "kwok.x-k8s.io/node": "fake" })));
  await must(ask("POST", "/api/v1/nodes", node("open", {})));
  const status = {
    addresses: [{ type: "InternalIP", address: "127.0.0.1" }],
    daemonEndpoints: { kubeletEndpoint: { Port: port } },
  };
  await must(ask("PATCH", "/api/v1/nodes/open/status", { status }), 200);
  await until("the account of pods is there", async () => {
    const path = "/api/v1/namespaces/victim/serviceaccounts/default";
    return (await ask("GET", path)).status === 200;
  });
  const spec = { nodeName: "open", containers: [{ name: "app", image: "i" }] };
  await must(ask("POST", "/api/v1/namespaces/victim/pods", { metadata: { name: "target" }, spec }));
  const asks = new Map<string, Ask>();
  const as = (user: string): Ask => {
    const known = asks.get(user) ?? identityOf(plane, user);
    asks.set(user, known);
    return known;
  };
  return {
    world: { plane, as, exec: (user, pod, command) => execIn(plane, user, pod, command) },
    close: () => {
      kubelet.close();
      kubelet.closeAllConnections();
      for (const each of asks.values()) each.close();
    },
  };
}

export function identityOf(plane: ControlPlane, user: string): Ask {
  return identity(plane, plane.tokens.get(user) ?? "");
}

export function identity(plane: ControlPlane, token: string): Ask {
  return createAsk(
    { url: plane.url, authority: readFileSync(plane.certs.authority, "utf8") },
    { token },
  );
}

export async function must(
  asked: ReturnType<Ask>,
  wanted = 201,
): Promise<Awaited<ReturnType<Ask>>> {
  const answer = await asked;
  if (answer.status !== wanted) throw new Error(`${answer.status}, not ${wanted}: ${answer.text}`);
  return answer;
}

/** Takes every exec, as a kubelet does, and ends it. */
async function standInKubelet(plane: ControlPlane): Promise<Server> {
  const file = (name: string): Buffer => readFileSync(join(plane.folder, name));
  const server = createServer(
    { cert: file("server.crt"), key: file("server.key") },
    (_, answer) => {
      answer.end("{}");
    },
  );
  server.on("upgrade", (asked, socket) => {
    const upgrade = asked.headers.upgrade ?? "SPDY/3.1";
    socket.write(
      `HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: ${upgrade}\r\n\r\n`,
    );
    setTimeout(() => socket.destroy(), 100);
  });
  await new Promise<void>((settle) => server.listen(0, "127.0.0.1", settle));
  return server;
}

/** The status of an exec over SPDY, as kubectl asked before 1.31. */
function execIn(
  plane: ControlPlane,
  user: string,
  pod: string,
  command: readonly string[],
): Promise<number> {
  const { hostname, port } = new URL(plane.url);
  const words = command.map((word) => `command=${encodeURIComponent(word)}`).join("&");
  return new Promise((settle, fail) => {
    const asked = request({
      ...{ hostname, port, method: "POST", ca: readFileSync(plane.certs.authority) },
      path: `/api/v1/namespaces/victim/pods/${pod}/exec?${words}&container=app&stdout=true`,
      headers: {
        Authorization: `Bearer ${plane.tokens.get(user) ?? ""}`,
        Connection: "Upgrade",
        Upgrade: "SPDY/3.1",
        "X-Stream-Protocol-Version": "v4.channel.k8s.io",
      },
    });
    asked.on("upgrade", (answer, socket) => {
      socket.on("error", () => undefined);
      socket.destroy();
      settle(answer.statusCode ?? 0);
    });
    asked.on("response", (answer) => {
      answer.resume();
      settle(answer.statusCode ?? 0);
    });
    asked.on("error", fail);
    asked.end();
  });
}

function node(name: string, annotations: Readonly<Record<string, string>>): JsonObject {
  const capacity = { cpu: "8", memory: "16Gi", pods: "100" };
  return { metadata: { name, annotations }, status: { capacity, allocatable: capacity } };
}
