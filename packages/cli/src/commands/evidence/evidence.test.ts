import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { evidenceStore, folderStorage } from "@watertight/evidence";
import { startS3Server } from "@watertight/evidence/testing";
import { Ajv2020 } from "ajv/dist/2020.js";
import { expect, it } from "vitest";
import { folderWith } from "../../../testing/fix-pod.ts";
import { watertightIn } from "../../../testing/watertight.ts";

const schema = JSON.parse(
  readFileSync(new URL("../../../../../schemas/evidence.schema.json", import.meta.url), "utf8"),
) as { readonly $id: string };
const ajv = new Ajv2020({ allowUnionTypes: true, strictRequired: false }).addSchema(schema);
const isValid = (definition: string, document: unknown): boolean =>
  ajv.validate(`${schema.$id}#/$defs/${definition}`, document);

async function folderWithCapture(): Promise<string> {
  const folder = folderWith({});
  await evidenceStore(folderStorage(join(folder, "store"))).capture({
    who: "ann",
    time: "2026-07-01T10:00:00.000Z",
    reason: "a case",
    about: "pod shop/web",
    missing: ["logs: the pod is gone"],
    keepUntil: "2026-07-02T10:00:00.000Z",
    items: [
      { kind: "pod", name: "shop/web", mediaType: "application/json", bytes: Buffer.from("{}") },
    ],
  });
  return folder;
}

const STORE = ["--store", "store", "--who", "bob", "--reason", "a case"];

it("an archive is exported, verifies with the key alone, and the chain says who has it", async () => {
  const folder = await folderWithCapture();
  const run = (...argv: readonly string[]): ReturnType<typeof watertightIn> =>
    watertightIn(folder, ["evidence", ...argv]);
  expect((await run("export", "1", "--to", "case.tar", ...STORE)).status).toBe(0);
  const key = ["--key", "store/signing-key.pub.pem"];
  const verified = await run("verify", "case.tar", ...key, "-o", "json");
  const document = JSON.parse(verified.stdout) as Readonly<Record<string, unknown>>;
  expect(verified.status).toBe(0);
  expect(document).toMatchObject({
    valid: true,
    items: [{ kind: "pod", ok: true }],
    faults: [],
    trusted: true,
  });
  expect(isValid("verify", document)).toBe(true);
  expect(isValid("verify", { ...document, more: 1 })).toBe(false);
  expect((await run("verify", "case.tar")).status).toBe(3);
  const archive = readFileSync(join(folder, "case.tar"));
  archive[archive.length - 1100] = (archive[archive.length - 1100] ?? 0) ^ 1;
  writeFileSync(join(folder, "bad.tar"), archive);
  const bad = await run("verify", "bad.tar", ...key);
  expect([bad.status, bad.stdout.split("\n").at(-2)]).toEqual([1, "It is not as it was."]);
  const listed = JSON.parse((await run("list", "--store", "store", "-o", "json")).stdout) as {
    readonly captures: readonly { readonly custody: readonly object[] }[];
  };
  expect(isValid("list", listed)).toBe(true);
  expect(listed.captures[0]?.custody).toMatchObject([
    { action: "captured", who: "ann" },
    { action: "exported", who: "bob", reason: "a case" },
  ]);
});

it("a legal hold keeps what would expire, and a store says that it is whole", async () => {
  const folder = await folderWithCapture();
  const run = async (...argv: readonly string[]): Promise<string> =>
    (await watertightIn(folder, ["evidence", ...argv])).stdout;
  expect(await run("hold", "1", ...STORE)).toBe("Capture 1 is held.\n");
  expect(await run("expire", ...STORE)).toBe("0 captures removed.\n");
  expect(await run("release", "1", ...STORE)).toBe("Capture 1 is no longer held.\n");
  expect(await run("expire", ...STORE)).toBe("1 capture removed: 1.\n");
  expect(await run("list", "--store", "store")).toContain("removed");
  expect(await run("verify", "store")).toContain("It is as it was.");
  await expect(run("hold", "7", ...STORE)).rejects.toThrow("There is no capture 7.");
  await expect(run("hold", "1", "--store", "store")).rejects.toThrow("Say why");
});

it.each([
  [true, "Locked: the bucket s3://security has object lock, in governance mode."],
  [
    false,
    "Not locked: the bucket s3://security has no object lock: whoever may write there can remove what is kept, and the chain shows it.",
  ],
])(
  "evidence in a bucket (object lock: %s) is held, verified and exported, and it is said whether it is locked",
  async (hasLock, words) => {
    const keys = { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "a secret" };
    const server = await startS3Server({
      ...{ ...keys, region: "eu-central-1", bucket: "security", hasLock, now: Date.now },
    });
    const folder = folderWith({});
    const { s3Client } = await import("@watertight/evidence/s3");
    const { s3Storage } = await import("@watertight/evidence");
    const place = { bucket: "security", region: "eu-central-1", endpoint: server.url };
    const client = s3Client(place, () => Promise.resolve(keys));
    await evidenceStore(
      s3Storage(client, { prefix: "cases", mode: "governance", now: Date.now }),
    ).capture({
      ...{ who: "ann", time: new Date().toISOString(), reason: "a case", about: "pod shop/web" },
      missing: [],
      keepUntil: new Date(Date.now() + 86_400_000).toISOString(),
      items: [{ kind: "pod", name: "x", mediaType: "text/plain", bytes: Buffer.from("{}") }],
    });
    const environment = { AWS_ACCESS_KEY_ID: "AKIDEXAMPLE", AWS_SECRET_ACCESS_KEY: "a secret" };
    const where = ["--s3-endpoint", server.url, "--s3-region", "eu-central-1"];
    const run = (...argv: readonly string[]): ReturnType<typeof watertightIn> =>
      watertightIn(folder, ["evidence", ...argv, ...where], "", { environment });
    const store = ["--store", "s3://security/cases", "--who", "bob", "--reason", "case 7"];
    expect(await run("hold", "1", ...store)).toMatchObject({
      status: 0,
      stdout: `Capture 1 is held. ${words}\n`,
    });
    expect((await run("list", ...store)).stdout).toContain(
      `1 capture in s3://security/cases.\n${words}\n`,
    );
    expect((await run("export", "1", "--to", "case.tar", ...store)).status).toBe(0);
    expect(await run("verify", "s3://security/cases")).toMatchObject({ status: 0 });
    server.tamper("cases/chain/00000001.json", "{}");
    expect(await run("verify", "s3://security/cases")).toMatchObject({ status: 1 });
    expect((await run("verify", "s3://security/elsewhere")).stdout).toContain(
      "s3://security/elsewhere holds no evidence.",
    );
    await server.stop();
  },
);
