/*
 * A server of its own process for bench/admission.ts: it reads reviews over HTTPS, and admits all of them without a look. It prints its
 * port, and on each line that it reads its memory and processor time.
 */
import { readFileSync } from "node:fs";
import { createServer } from "node:https";

const [, , folder] = process.argv;
const server = createServer(
  { cert: readFileSync(`${folder}/tls.crt`), key: readFileSync(`${folder}/tls.key`) },
  (request, response) => {
    const chunks = [];
    request.on("data", (chunk) => chunks.push(chunk));
    request.on("end", () => {
      // Read and written as JSON, as any webhook has to.
      const { request: asked } = JSON.parse(Buffer.concat(chunks).toString("utf8"));
      const text = JSON.stringify({
        apiVersion: "admission.k8s.io/v1",
        kind: "AdmissionReview",
        response: { uid: asked.uid, allowed: true },
      });
      response.writeHead(200, {
        "Content-Type": "application/json",
        "Content-Length": Buffer.byteLength(text),
      });
      response.end(text);
    });
  },
);
server.listen(0, "127.0.0.1", () => {
  process.stdout.write(`${server.address().port}\n`);
  process.stdin.on("data", () => {
    const { user, system } = process.cpuUsage();
    const rss = process.memoryUsage.rss();
    process.stdout.write(`${JSON.stringify({ rss, cpu: (user + system) / 1e6 })}\n`);
  });
  process.stdin.on("end", () => process.exit());
});
