// An API server of plain Pods, on loopback: it lists and watches them, and sends 2,000 changes a second for as long as it is told to; of 100,
// five change a field that checks read. Prints its port, and when it has sent the last change how many Pods are privileged.
import { createServer } from "node:http";

const [count = 2000, rate = 2000, seconds = 10] = process.argv.slice(2).map(Number);
let version = 1000;
let watching;
const pods = Array.from({ length: count }, (_, number) => podOf(number, false));

function podOf(number, privileged) {
  return {
    apiVersion: "v1",
    kind: "Pod",
    metadata: {
      name: `pod-${number}`,
      namespace: `team-${number % 40}`,
      uid: `u${number}`,
      resourceVersion: String(version),
      labels: { app: `app-${number % 200}`, "app.kubernetes.io/version": "1" },
    },
    spec: {
      serviceAccountName: "default",
      containers: ["web", "log"].map((name) => ({
        name,
        image: `registry.example.com/${name}@sha256:${"0".repeat(64)}`,
        securityContext: { privileged: privileged && name === "web" },
        env: Array.from({ length: 10 }, (_, at) => ({ name: `LEVEL_${at}`, value: `value ${at}` })),
      })),
    },
    status: { phase: "Running", conditions: [] },
  };
}

const KINDS = {
  "/version": { gitVersion: "v1.36.0", major: "1", minor: "36" },
  "/api": { kind: "APIVersions", versions: ["v1"] },
  "/apis": { kind: "APIGroupList", groups: [] },
  "/api/v1": {
    kind: "APIResourceList",
    groupVersion: "v1",
    resources: [
      {
        ...{ name: "pods", singularName: "pod", namespaced: true, kind: "Pod" },
        verbs: ["get", "list", "watch"],
      },
    ],
  },
};

const server = createServer((request, response) => {
  const url = new URL(request.url, "http://localhost");
  const known = KINDS[url.pathname];
  response.setHeader("Content-Type", "application/json");
  if (known) {
    response.end(JSON.stringify(known));
  } else if (url.pathname !== "/api/v1/pods") {
    response.statusCode = 404;
    response.end(JSON.stringify({ kind: "Status", code: 404, message: "not found" }));
  } else if (url.searchParams.get("watch")) {
    watching = response;
    response.flushHeaders();
    if (url.searchParams.get("sendInitialEvents") === "true") {
      for (const object of pods) send("ADDED", object);
      send("BOOKMARK", bookmark({ "k8s.io/initial-events-end": "true" }));
    }
  } else {
    const metadata = { resourceVersion: String(version) };
    response.end(JSON.stringify({ kind: "PodList", apiVersion: "v1", metadata, items: pods }));
  }
});

function bookmark(annotations) {
  return {
    kind: "Pod",
    apiVersion: "v1",
    metadata: { resourceVersion: String(version), annotations },
  };
}

function send(type, object) {
  watching?.write(`${JSON.stringify({ type, object })}\n`);
}

server.listen(0, "127.0.0.1", () => {
  console.log(server.address().port);
});

process.stdin.once("data", () => {
  const privileged = new Set();
  const start = performance.now();
  let sent = 0;
  const timer = setInterval(() => {
    const due = Math.min(rate * seconds, Math.floor(((performance.now() - start) / 1000) * rate));
    for (; sent < due; sent += 1) {
      version += 1;
      const number = (sent * 7919) % count;
      if (sent % 20 === 0) {
        if (privileged.delete(number)) pods[number] = podOf(number, false);
        else {
          privileged.add(number);
          pods[number] = podOf(number, true);
        }
      }
      const pod = pods[number];
      pods[number] = {
        ...pod,
        metadata: { ...pod.metadata, resourceVersion: String(version) },
        status: { ...pod.status, conditions: [{ type: "Beat", lastProbeTime: String(sent) }] },
      };
      send("MODIFIED", pods[number]);
    }
    if (sent < rate * seconds) return;
    clearInterval(timer);
    console.log(privileged.size);
  }, 5);
});
