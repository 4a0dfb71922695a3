import { readFileSync } from "node:fs";
import { createServer } from "node:https";
import { configurationOf } from "@watertight/core/configuration";
import { createLog, startServer } from "@watertight/server";

/*
 * A server of its own process for bench/admission.ts: `echo` answers over HTTPS what it was sent and nothing else, `gate` decides. It
 * prints its port, and on each line that it reads its memory and processor time.
 */

const [, , which, folder = ""] = process.argv;
const certificate = {
  cert: readFileSync(`${folder}/tls.crt`, "utf8"),
  key: readFileSync(`${folder}/tls.key`, "utf8"),
};

function told(port: number): void {
  process.stdout.write(`${port}\n`);
  process.stdin.on("data", () => {
    const { user, system } = process.cpuUsage();
    process.stdout.write(
      `${JSON.stringify({ rss: process.memoryUsage.rss(), cpu: user + system })}\n`,
    );
  });
  process.stdin.on("end", () => process.exit());
}

if (which === "echo") {
  const server = createServer(certificate, (request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      // Read and written as JSON, as any webhook has to.
      const { request: asked } = JSON.parse(Buffer.concat(chunks).toString("utf8")) as {
        readonly request: { readonly uid: string };
      };
      const text = JSON.stringify({ response: { uid: asked.uid, allowed: true } });
      response.writeHead(200, {
        "Content-Type": "application/json",
        "Content-Length": Buffer.byteLength(text),
      });
      response.end(text);
    });
  });
  server.listen(0, "127.0.0.1", () => {
    const address = server.address();
    if (typeof address === "object" && address) told(address.port);
  });
} else {
  const server = await startServer({
    objects: [
      {
        apiVersion: "v1",
        kind: "Namespace",
        metadata: { name: "shop", labels: { "kubernetes.io/metadata.name": "shop" } },
      },
    ],
    kubernetesVersion: "v1.36",
    readConfiguration: () =>
      Promise.resolve({
        key: "one",
        configuration: configurationOf({}, { file: undefined, directory: "/" }),
        policies: [],
      }),
    certificates: () => Promise.resolve({ serving: certificate, bundle: "" }),
    webhookConfiguration: undefined,
    ...{ address: "127.0.0.1", port: 0, healthPort: 0, drain: 0 },
    ...{ ownNamespace: "watertight", ownName: "watertight" },
    log: createLog(() => undefined, { level: "error", now: Date.now }),
    now: () => performance.now(),
    today: () => "2026-07-01",
  });
  told(server.port);
}
