import { type ChildProcess, spawn } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { connect } from "node:tls";
import { run } from "./programs.ts";

/** A real registry with TLS and a password. */
export interface Registry {
  readonly host: string;
  /** Of the authority that signed its certificate. */
  readonly certificate: string;
  /** `--dest-…` of skopeo. */
  readonly skopeo: readonly string[];
  /** A folder with a login, as `DOCKER_CONFIG`. */
  readonly dockerConfig: string;
  readonly stop: () => Promise<void>;
}

/** Starts docker-registry on a free port of this machine. */
export async function startRegistry(folder: string): Promise<Registry> {
  mkdirSync(join(folder, "docker"), { recursive: true });
  const certificate = join(folder, "ca.crt");
  const key = join(folder, "ca.key");
  run("openssl", [
    ..."req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=test -addext".split(" "),
    "subjectAltName=IP:127.0.0.1",
    ...["-keyout", key, "-out", certificate],
  ]);
  writeFileSync(join(folder, "htpasswd"), run("htpasswd", ["-Bbn", "user", "word"]));
  const port = await freePort();
  const host = `127.0.0.1:${port}`;
  writeFileSync(
    join(folder, "config.yml"),
    [
      "version: 0.1",
      "log: {level: error, accesslog: {disabled: true}}",
      `storage: {filesystem: {rootdirectory: ${join(folder, "data")}}}`,
      `http: {addr: "${host}", secret: test, tls: {certificate: ${certificate}, key: ${key}}}`,
      `auth: {htpasswd: {realm: test, path: ${join(folder, "htpasswd")}}}`,
    ].join("\n"),
  );
  const auth = Buffer.from("user:word").toString("base64");
  writeFileSync(
    join(folder, "docker", "config.json"),
    JSON.stringify({ auths: { [host]: { auth } } }),
  );
  const server = spawn("docker-registry", ["serve", join(folder, "config.yml")], {
    stdio: "ignore",
  });
  await untilItAnswers(port, certificate);
  return {
    host,
    certificate,
    skopeo: ["--dest-creds", "user:word", "--dest-tls-verify=false"],
    dockerConfig: join(folder, "docker"),
    stop: () => stopped(server),
  };
}

function freePort(): Promise<number> {
  return new Promise((settle) => {
    const server = createServer();
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => {
        settle(typeof address === "object" && address ? address.port : 0);
      });
    });
  });
}

async function untilItAnswers(port: number, certificate: string): Promise<void> {
  const ca = readFileSync(certificate);
  for (let attempt = 0; attempt < 200; attempt++) {
    const answers = await new Promise<boolean>((settle) => {
      const socket = connect({ port, host: "127.0.0.1", ca }, () => {
        socket.destroy();
        settle(true);
      });
      socket.on("error", () => {
        settle(false);
      });
    });
    if (answers) return;
    await new Promise((settle) => {
      setTimeout(settle, 50);
    });
  }
  throw new Error("docker-registry does not answer.");
}

async function stopped(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null) return;
  await new Promise((settle) => {
    server.once("exit", settle);
    server.kill();
  });
}
