import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { gzipSync } from "node:zlib";
import { afterEach, expect, test } from "vitest";
import { BLOBS, digestOf, INDEX, LAYER, MANIFEST, TAR } from "../../testing/registry-image.ts";
import { readImage } from "../read-image.ts";
import { createRegistries, type RegistryOptions } from "./index.ts";

type Handler = (request: IncomingMessage, response: ServerResponse) => boolean;

/** A registry of the test's own; `first` answers what it wants to, before the registry does. */
async function registry(
  first: Handler = () => false,
): Promise<{ host: string; asked: string[]; authorizations: (string | undefined)[] }> {
  const asked: string[] = [];
  const authorizations: (string | undefined)[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? "");
    authorizations.push(request.headers.authorization);
    if (first(request, response)) return;
    const [, kind, name = ""] =
      /^\/v2\/team\/app\/(manifests|blobs)\/(.+)$/.exec(request.url ?? "") ?? [];
    const bytes =
      kind === "manifests" && !name.startsWith("sha256:") ? Buffer.from(INDEX) : BLOBS.get(name);
    if (!bytes)
      response
        .writeHead(404)
        .end('{"errors":[{"code":"MANIFEST_UNKNOWN","message":"manifest unknown"}]}');
    else response.end(bytes);
  });
  await new Promise<void>((settle) => {
    server.listen(0, "127.0.0.1", settle);
  });
  closers.push(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  return {
    host: `127.0.0.1:${typeof address === "object" && address ? address.port : 0}`,
    asked,
    authorizations,
  };
}

const closers: (() => void)[] = [];
afterEach(() => {
  for (const close of closers.splice(0)) close();
});

function open(
  host: string,
  options: Partial<RegistryOptions> = {},
): ReturnType<typeof createRegistries> {
  const registries = createRegistries({
    environment: { HOME: "/nonexistent" },
    plainHttp: [host],
    clock: { now: () => 0, sleep: () => Promise.resolve() },
    ...options,
  });
  closers.push(registries.close);
  return registries;
}

const LOGIN = (host: string): RegistryOptions["pullSecrets"] => [
  { auths: { [host]: { auth: Buffer.from("user:word").toString("base64") } } },
];

test("an image of an index is chosen, read and verified, with its configuration and its history", async () => {
  const { host } = await registry();
  const image = await readImage(await open(host).open(`${host}/team/app:1`));
  expect(image).toMatchObject({
    digest: digestOf(MANIFEST),
    indexDigest: digestOf(INDEX),
    notRead: [],
    packages: [{ name: "a", layer: 0 }],
    layers: [{ digest: digestOf(LAYER), diffId: digestOf(TAR), createdBy: "COPY . ." }],
    configuration: { user: "app", runsAsRoot: "unknown", variables: ["PATH", "DB_PASSWORD"] },
    configurationSecrets: [{ where: "env DB_PASSWORD" }],
  });
  expect(JSON.stringify(image)).not.toContain("hunter2");
});

test("a platform that is not there is an error that names those that are", async () => {
  const { host } = await registry();
  const platform = { os: "windows", architecture: "amd64", variant: "" };
  await expect(open(host).open(`${host}/team/app:1`, platform)).rejects.toThrow(
    `${host}/team/app:1 has no image for windows/amd64; it has linux/amd64, linux/arm64/v8 (choose one by --platform).`,
  );
});

test("a token is asked for with the login, once, and shown to the registry alone", async () => {
  const storage = await registry((request, response) => {
    response.end(BLOBS.get((request.url ?? "").slice(1)));
    return true;
  });
  let tokens = 0;
  const { host, authorizations } = await registry((request, response) => {
    const url = new URL(request.url ?? "", `http://${host}`);
    if (url.pathname === "/token") {
      tokens++;
      expect(request.headers.authorization).toBe(
        `Basic ${Buffer.from("user:word").toString("base64")}`,
      );
      expect([url.searchParams.get("service"), url.searchParams.get("scope")]).toEqual([
        "reg, istry",
        "repository:team/app:pull",
      ]);
      response.end('{"token":"abc","expires_in":300}');
      return true;
    }
    if (request.headers.authorization !== "Bearer abc") {
      response
        .writeHead(401, {
          "www-authenticate": `Bearer realm="http://${host}/token",service="reg, istry",scope="repository:team/app:pull"`,
        })
        .end();
      return true;
    }
    if (!url.pathname.includes("/blobs/")) return false;
    response
      .writeHead(307, {
        location: `http://${storage.host}/${url.pathname.split("/").at(-1) ?? ""}`,
      })
      .end();
    return true;
  });
  const registries = open(host, {
    plainHttp: [host, storage.host],
    pullSecrets: LOGIN(host) ?? [],
  });
  const image = await readImage(await registries.open(`${host}/team/app:1`));
  expect([image.packages.length, image.notRead, tokens]).toEqual([1, [], 1]);
  expect(storage.authorizations).toEqual([undefined, undefined]);
  expect(authorizations.filter((each) => each === "Bearer abc").length).toBeGreaterThan(2);
});

test("a login that is lacking or refused is said, and a redirect to plain HTTP refused", async () => {
  const { host } = await registry((_, response) => {
    response.writeHead(401, { "www-authenticate": 'Basic realm="x"' }).end();
    return true;
  });
  await expect(open(host).open(`${host}/team/app:1`)).rejects.toThrow(
    /wants a login for .*team\/app, and there is none/,
  );
  await expect(
    open(host, { pullSecrets: LOGIN(host) ?? [] }).open(`${host}/team/app:1`),
  ).rejects.toThrow(/refuses the login/);
  const other = await registry((_, response) => {
    response.writeHead(302, { location: "http://elsewhere.example/x" }).end();
    return true;
  });
  await expect(open(other.host).open(`${other.host}/team/app:1`)).rejects.toThrow(
    "sends to http://elsewhere.example, which is not encrypted",
  );
});

test("a registry that wants patience gets it, as long as it says; one that wants an hour is an error", async () => {
  const waits: number[] = [];
  let refusals = 2;
  const { host } = await registry((_, response) => {
    if (refusals-- <= 0) return false;
    response.writeHead(429, { "retry-after": "7" }).end();
    return true;
  });
  const clock = {
    now: () => 0,
    sleep: (milliseconds: number) => {
      waits.push(milliseconds);
      return Promise.resolve();
    },
  };
  await open(host, { clock }).open(`${host}/team/app:1`);
  expect(waits).toEqual([7000, 7000]);
  const busy = await registry((_, response) => {
    response
      .writeHead(429, { "retry-after": "3600", "ratelimit-limit": "100;w=21600" })
      .end('{"errors":[{"message":"too many"}]}');
    return true;
  });
  await expect(open(busy.host, { clock }).open(`${busy.host}/team/app:1`)).rejects.toThrow(
    "answers 429 for " + `${busy.host}/team/app: too many; its limit is 100;w=21600.`,
  );
});

test("a blob that is cut goes on from there, and one whose bytes are changed is not trusted", async () => {
  const ranges: (string | undefined)[] = [];
  const { host } = await registry((request, response) => {
    if (!request.url?.endsWith(digestOf(LAYER))) return false;
    ranges.push(request.headers.range);
    const from = Number(/=(\d+)-/.exec(request.headers.range ?? "")?.[1] ?? 0);
    if (from > 0) response.writeHead(206).end(LAYER.subarray(from));
    else {
      response.writeHead(200, { "content-length": LAYER.length });
      response.write(LAYER.subarray(0, 20_000), () => response.destroy());
    }
    return true;
  });
  const image = await readImage(await open(host).open(`${host}/team/app:1`));
  expect([image.packages.length, image.notRead, ranges.length]).toEqual([1, [], 2]);
  const evil = await registry((request, response) => {
    if (!request.url?.endsWith(digestOf(LAYER))) return false;
    response.end(gzipSync(TAR, { level: 9 }));
    return true;
  });
  const changed = await readImage(await open(evil.host).open(`${evil.host}/team/app:1`));
  expect(changed.packages).toEqual([]);
  expect(changed.notRead[0]?.reason).toMatch(/they were changed, and nothing of them is trusted/);
});

test("documents whose digest is another's, are endless, or no image are errors", async () => {
  const answers = async (text: string | Buffer, reference: string): Promise<string> => {
    const { host } = await registry((_, response) => {
      response.end(text);
      return true;
    });
    return open(host)
      .open(`${host}/${reference}`)
      .then(
        () => "opened",
        (error: unknown) => (error instanceof Error ? error.message.replaceAll(host, "HOST") : ""),
      );
  };
  expect(await answers(MANIFEST, `team/app@sha256:${"0".repeat(64)}`)).toMatch(
    /^The manifest of HOST\/.* should be sha256:000.* it was changed, and is not trusted/,
  );
  expect(await answers(Buffer.alloc(5_000_000, 32), "team/app:1")).toBe(
    "The manifest of HOST/team/app:1 is longer than 4194304 bytes.",
  );
  expect(await answers("<html>", "team/app:1")).toBe(
    "The manifest of HOST/team/app:1 is no JSON object.",
  );
  expect(await answers('{"schemaVersion":1,"fsLayers":[]}', "team/app:1")).toMatch(
    /manifest of schema 1/,
  );
  const chart = {
    config: { mediaType: "application/vnd.cncf.helm.config.v1+json", digest: digestOf("{}") },
    layers: [],
  };
  expect(await answers(JSON.stringify(chart), "team/app:1")).toMatch(
    /no container image but an artifact .* application\/vnd.cncf.helm.config/,
  );
});

test("a mirror is asked first, and the registry where the mirror has nothing", async () => {
  const own = await registry();
  const mirror = await registry((_, response) => {
    response.writeHead(404).end();
    return true;
  });
  const registries = open(own.host, {
    plainHttp: [own.host, mirror.host],
    mirrors: new Map([[own.host, [`${mirror.host}/hub`]]]),
  });
  await registries.open(`${own.host}/team/app:1`);
  expect(mirror.asked).toEqual(["/v2/hub/team/app/manifests/1"]);
});

test("a server that is silent, or sends next to nothing, ends with an error", async () => {
  const patience = { head: 200, silence: 200, window: 200, least: 1000 };
  const silent = await registry(() => true);
  await expect(open(silent.host, { patience }).open(`${silent.host}/team/app:1`)).rejects.toThrow(
    /cannot be asked: it does not answer/,
  );
  const slow = await registry((_, response) => {
    const timer = setInterval(() => response.write(" "), 20);
    response.on("close", () => {
      clearInterval(timer);
    });
    return true;
  });
  await expect(open(slow.host, { patience }).open(`${slow.host}/team/app:1`)).rejects.toThrow(
    "it sends less than 1 KiB a second",
  );
});

test.each([
  "../etc/passwd",
  "HOST/UPPER:1",
  "HOST/a/../b",
  "HOST/a:b c",
  "HOST/a@sha256:12",
  "h ost.example/a",
])("%s is no reference, and nobody is asked", async (reference) => {
  const { host, asked } = await registry();
  await expect(open(host).open(reference.replace("HOST", host))).rejects.toThrow(
    /is no reference to an image/,
  );
  expect(asked).toEqual([]);
});
