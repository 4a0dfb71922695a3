import { type ChildProcess, spawn } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { jetstreamManager } from "@nats-io/jetstream";
import { connect } from "@nats-io/transport-node";
import { afterAll, describe, expect, it } from "vitest";
import { needing } from "../../conformance/needs.ts";
import { createChannels, memoryOutbox, startCourier } from "../../packages/delivery/src/index.ts";
import { changeOf, surroundingsFor } from "../../packages/delivery/testing/index.ts";
import { freePort } from "../control-plane/ports.ts";
import { until } from "../control-plane/until.ts";
import { program } from "../images/programs.ts";

const ALERTMANAGER = program("prometheus-alertmanager", "apt-get install prometheus-alertmanager");
const RSYSLOG = program("rsyslogd", "apt-get install rsyslog");
const NATS = program("nats-server", "apt-get install nats-server");

const folder = mkdtempSync(join(tmpdir(), "watertight-delivery-"));
const running: ChildProcess[] = [];
afterAll(() => {
  for (const each of running) each.kill("SIGKILL");
  rmSync(folder, { recursive: true, force: true });
});

function start(name: string, argv: readonly string[]): ChildProcess {
  const child = spawn(name, argv, { stdio: "ignore" });
  running.push(child);
  return child;
}

const SIGNAL = AbortSignal.timeout(600_000);
const resolved = changeOf({
  key: "key-2",
  kind: "finding.resolved",
  time: new Date(Date.now() - 1000).toISOString(),
});

describe("Prometheus' Alertmanager", needing(ALERTMANAGER), () => {
  it("has one alert of a finding, which fires until the finding is resolved", async () => {
    const port = await freePort();
    const file = join(folder, "alertmanager.yml");
    writeFileSync(file, "route: {receiver: none}\nreceivers: [{name: none}]\n");
    start("prometheus-alertmanager", [
      `--config.file=${file}`,
      `--storage.path=${join(folder, "alertmanager")}`,
      `--web.listen-address=127.0.0.1:${port}`,
      "--cluster.listen-address=",
    ]);
    const url = `http://127.0.0.1:${port}`;
    const alerts = async (): Promise<readonly { readonly labels: object }[]> => {
      const answer = await fetch(`${url}/api/v2/alerts?active=true`);
      // A door: what its API is documented to answer.
      return (await answer.json()) as readonly { readonly labels: object }[];
    };
    await until("Alertmanager answers", () =>
      fetch(`${url}/-/ready`).then(
        ({ ok }) => ok,
        () => false,
      ),
    );
    const [made] = await createChannels({ alertmanager: [{ name: "am", url }] }, surroundingsFor());
    const opened = changeOf({ time: new Date().toISOString() });
    expect(await made?.channel.send([opened], SIGNAL)).toEqual([{ is: "sent" }]);
    await made?.channel.send([opened], SIGNAL);
    await until("the alert fires", async () => (await alerts()).length > 0);
    expect(await alerts()).toMatchObject([
      { labels: { alertname: "WatertightFinding", namespace: "shop", severity: "high" } },
    ]);
    await made?.channel.send([resolved], SIGNAL);
    await until("the alert is resolved", async () => (await alerts()).length === 0);
    await made?.channel.close();
  });
});

describe("rsyslog", needing(RSYSLOG), () => {
  it("reads every message, also those of while it was dead", async () => {
    const log = join(folder, "syslog.jsonl");
    const port = await freePort();
    const file = join(folder, "rsyslog.conf");
    const settings = [
      `global(workDirectory="${folder}")`,
      'module(load="imtcp")',
      'template(name="json" type="list" option.jsonf="on") {',
      '  property(outname="host" name="hostname" format="jsonf")',
      '  property(outname="app" name="app-name" format="jsonf")',
      '  property(outname="id" name="msgid" format="jsonf")',
      '  property(outname="data" name="structured-data" format="jsonf")',
      '  property(outname="priority" name="pri" format="jsonf")',
      '  property(outname="message" name="msg" format="jsonf") }',
      `ruleset(name="kept") { action(type="omfile" file="${log}" template="json") }`,
      `input(type="imtcp" port="${port}" address="127.0.0.1" ruleset="kept")`,
    ];
    writeFileSync(file, `${settings.join("\n")}\n`);
    const address = `tcp://127.0.0.1:${port}`;
    const channels = await createChannels(
      { syslog: [{ name: "siem", address, batch: 7 }] },
      surroundingsFor(),
    );
    const told: string[] = [];
    const courier = startCourier({
      outbox: memoryOutbox(),
      channels,
      log: { error: (line) => told.push(line), info: (line) => told.push(line) },
    });
    const keys = Array.from({ length: 100 }, (_, at) => `key-${at}`);
    await courier.offer(keys.map((key) => changeOf({ key, title: "ü | \u2028 end" })));
    await until("the courier has found nobody", () => told.length > 0);
    start("rsyslogd", ["-n", "-f", file, "-i", join(folder, "rsyslog.pid")]);
    const lines = (): readonly string[] =>
      existsSync(log)
        ? readFileSync(log, "utf8")
            .split("\n")
            .filter((line) => line !== "")
        : [];
    await until("rsyslog has all of them", () => lines().length >= 100);
    expect(await courier.stop(60_000)).toEqual([]);
    const messages = lines().map((line) => JSON.parse(line) as Readonly<Record<string, string>>);
    expect(messages).toHaveLength(100);
    expect(messages[0]).toMatchObject({
      host: "server-1",
      app: "watertight",
      id: "finding.opened",
      priority: "131",
      data: '[watertight@32473 key="key-0" cluster="production" severity="high" check="privileged"]',
    });
    const parsed = messages.map(
      ({ message = "" }) => JSON.parse(message.replace(/^\s*\ufeff/, "")) as { key: string },
    );
    expect(parsed.map(({ key }) => key)).toEqual(keys);
  });
});

describe("NATS", needing(NATS), () => {
  it("keeps a message once in a stream, and without a stream nothing counts as sent", async () => {
    const ports = join(folder, "nats-ports");
    mkdirSync(ports);
    start("nats-server", [
      ...["-a", "127.0.0.1", "-p", "-1", "-js", "-sd", join(folder, "nats")],
      ...["--ports_file_dir", ports],
    ]);
    await until("NATS says its port", () =>
      readdirSync(ports).some((name) => name.endsWith(".ports")),
    );
    const [name = ""] = readdirSync(ports);
    const said = JSON.parse(readFileSync(join(ports, name), "utf8")) as {
      readonly nats: readonly string[];
    };
    const [server = ""] = said.nats;
    const nats = [{ name: "bus", servers: [server], subject: "watertight" }];
    const [made] = await createChannels({ nats }, surroundingsFor());
    const changes = [changeOf(), changeOf({ key: "key-2", cluster: "a.b c" })];
    expect(await made?.channel.send(changes, SIGNAL)).toEqual([
      { is: "later", because: "no stream keeps its subject" },
      { is: "later", because: "no stream keeps its subject" },
    ]);
    const connection = await connect({ servers: [server] });
    const manager = await jetstreamManager(connection);
    await manager.streams.add({ name: "changes", subjects: ["watertight.>"] });
    for (let time = 0; time < 2; time++)
      expect(await made?.channel.send(changes, SIGNAL)).toEqual([{ is: "sent" }, { is: "sent" }]);
    const { state } = await manager.streams.info("changes", { subjects_filter: ">" });
    expect(state.messages).toBe(2);
    expect(Object.keys(state.subjects ?? {}).sort()).toEqual([
      "watertight.a_b_c.finding.opened",
      "watertight.production.finding.opened",
    ]);
    await made?.channel.close();
    await connection.close();
  });
});
