/** Images at the gate: a real API server asks it, and it asks a real registry, which is slow, hostile and gone in the end. */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { type JsonObject, listAt, textAt } from "@watertight/core/kubernetes";
import { createRegistries, type Registries } from "@watertight/images";
import { authoritiesOf, createImageTrust } from "@watertight/images/trust";
import type { RunningServer } from "@watertight/server";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { needing } from "../../conformance/needs.ts";
import { type Answer, CONTROL_PLANE, NEWEST } from "../control-plane/index.ts";
import { createKey } from "../images/own-signature.ts";
import { program, run } from "../images/programs.ts";
import { type Registry, startRegistry } from "../images/registry.ts";
import { type Gate, prepared, QUIET, registered } from "./gate.ts";
import { dryRun, POD, placedIn } from "./gate-questions.ts";
import { mustCreate } from "./objects.ts";

const NEEDS = [
  CONTROL_PLANE,
  program("skopeo", "apt-get install skopeo"),
  program("docker-registry", "apt-get install docker-registry"),
  program("htpasswd", "apt-get install apache2-utils"),
];
const LAYOUT = resolve(import.meta.dirname, "../../examples/shop/images.tar");

describe("images at the gate", needing(...NEEDS), () => {
  const key = createKey();
  let folder: string;
  let registry: Registry;
  let registries: Registries;
  let gate: Gate;
  let server: RunningServer;
  let signed: string;
  /** Says nothing, or on and on. */
  let hostile: Server;
  const waiting = new Set<ServerResponse>();

  const push = (name: string, to: string): string => {
    const file = join(folder, "digest");
    run("skopeo", [
      ...["copy", "--digestfile", file, ...registry.skopeo],
      ...[`oci-archive:${LAYOUT}:${name}`, `docker://${registry.host}/${to}`],
    ]);
    return readFileSync(file, "utf8").trim();
  };
  const asked = (image: string): Promise<Answer> =>
    dryRun(
      gate.plane.ask,
      placedIn(
        { ...POD, metadata: { name: "asked" }, spec: { containers: [{ name: "web", image }] } },
        QUIET,
      ),
    );
  const imageIn = ({ json, text }: Answer): string =>
    textAt(listAt(json, "spec", "containers")[0], "image") || text;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "gate-images-"));
    registry = await startRegistry(folder);
    signed = push("storefront/web", "web:1");
    push("storefront/cart", "cart:1");
    await key.sign(registry, "web", signed);
    hostile = createServer((request, response) => {
      waiting.add(response);
      if (!(request.url ?? "").includes("endless")) return;
      response.writeHead(200, { "Content-Type": "application/vnd.oci.image.index.v1+json" });
      const more = (): void => {
        if (!response.destroyed) response.write("x".repeat(65_536), more);
      };
      more();
    });
    await new Promise<void>((settle) => {
      hostile.listen(0, "127.0.0.1", settle);
    });
    const policies = [{ name: "shop", images: ["127.0.0.1:*"], signedBy: ["release"] }];
    const trust = { policies, authorities: [{ name: "release", key: key.publicKey }] };
    registries = createRegistries({
      environment: { DOCKER_CONFIG: registry.dockerConfig },
      authorities: [readFileSync(registry.certificate, "utf8")],
      plainHttp: [hostileHost()],
    });
    const authorities = await authoritiesOf(trust, folder, () => Promise.reject(new Error("none")));
    gate = await prepared(NEWEST, {
      admission: { images: [{ mode: "deny", namespaces: [QUIET] }] },
      images: { trust },
      // Longer than the API server waits: it is its patience that counts.
      imageTrust: createImageTrust({
        ...{ authorities, registries, policies: { policies } },
        ...{ deadline: 60_000, now: Date.now },
      }),
    });
    server = await gate.start();
    gate.balancer.add(server.port);
    await registered(gate);
  }, 120_000);
  afterAll(async () => {
    for (const each of waiting) each.destroy();
    hostile.close();
    registries.close();
    await server.stop();
    await gate.balancer.close();
    gate.connection.close();
    await gate.plane.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  function hostileHost(): string {
    // A door: a server that listens on a port has an address of this form.
    return `127.0.0.1:${(hostile.address() as AddressInfo).port}`;
  }

  test("a Pod runs by the digest of what is signed, and not at all by what is not", async () => {
    const image = `${registry.host}/web:1`;
    expect(imageIn(await asked(image))).toBe(`${image}@${signed}`);
    const refused = await asked(`${registry.host}/cart:1`);
    expect([refused.status, textAt(refused.json, "message")]).toEqual([
      403,
      expect.stringContaining(`container "web" runs ${registry.host}/cart:1@sha256:`),
    ]);
    expect(textAt(refused.json, "message")).toContain(
      "which images.trust refuses: shop: nothing is signed by release",
    );
    const other = await asked("registry.example/web:1");
    expect([other.status, textAt(other.json, "message")]).toEqual([
      403,
      expect.stringContaining("no policy speaks of it"),
    ]);
  });

  test("neither is what makes Pods, nor what is added to one", async () => {
    const { ask } = gate.plane;
    const deployment = (image: string): JsonObject & { apiVersion: string; kind: string } => ({
      apiVersion: "apps/v1",
      kind: "Deployment",
      metadata: { name: "web", namespace: QUIET },
      spec: {
        selector: { matchLabels: { app: "web" } },
        template: {
          metadata: { labels: { app: "web" } },
          spec: { containers: [{ name: "web", image }] },
        },
      },
    });
    const good = await dryRun(ask, deployment(`${registry.host}/web:1`));
    expect([
      good.status,
      textAt(listAt(good.json, "spec", "template", "spec", "containers")[0], "image"),
    ]).toEqual([201, `${registry.host}/web:1`]);
    expect((await dryRun(ask, deployment(`${registry.host}/cart:1`))).status).toBe(403);
    const spec = { containers: [{ name: "web", image: `${registry.host}/web:1` }] };
    await mustCreate(ask, placedIn({ ...POD, spec }, QUIET));
    const path = `/api/v1/namespaces/${QUIET}/pods/web`;
    const add = (image: string): Promise<Answer> =>
      ask("PATCH", `${path}/ephemeralcontainers`, {
        spec: { ephemeralContainers: [{ name: "debug", image }] },
      });
    expect((await add(`${registry.host}/cart:1`)).status).toBe(403);
    const added = await add(`${registry.host}/web:1`);
    expect(textAt(listAt(added.json, "spec", "ephemeralContainers")[0], "image")).toBe(
      `${registry.host}/web:1@${signed}`,
    );
    const changed = await ask("PATCH", path, {
      spec: { containers: [{ name: "web", image: `${registry.host}/cart:1` }] },
    });
    expect(changed.status).toBe(403);
  });

  test("a tag that was moved is another image", async () => {
    push("payments/gateway", "web:1");
    expect((await asked(`${registry.host}/web:1`)).status).toBe(403);
    expect(imageIn(await asked(`${registry.host}/web:1@${signed}`))).toBe(
      `${registry.host}/web:1@${signed}`,
    );
  });

  test.each(["silent", "endless"])(
    "a %s registry is refused while the API server still waits",
    async (name) => {
      const answer = await asked(`${hostileHost()}/${name}:1`);
      expect([answer.status, textAt(answer.json, "message")]).toEqual([
        403,
        expect.stringContaining("its digest is not known"),
      ]);
    },
    60_000,
  );

  test("of a registry that is gone only what was decided runs, by its digest", async () => {
    await registry.stop();
    expect(imageIn(await asked(`${registry.host}/web:1@${signed}`))).toBe(
      `${registry.host}/web:1@${signed}`,
    );
    const unknown = await asked(`${registry.host}/web:1`);
    expect([unknown.status, textAt(unknown.json, "message")]).toEqual([
      403,
      expect.stringContaining("its digest is not known"),
    ]);
  });
});
