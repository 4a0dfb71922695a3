import { expect, test } from "vitest";
import { LIVE, liveShop } from "../../../../testing/live-shop.ts";
import { watertight, watertightIn } from "../../../../testing/watertight.ts";

const EXAMPLES = new URL("../../../../../../examples/shop", import.meta.url).pathname;
const packages = (...argv: readonly string[]): ReturnType<typeof watertightIn> =>
  watertightIn(EXAMPLES, ["images", "packages", ...argv]);

test("an image of an archive with several is named, and what is to be heeded stands first", async () => {
  const { stdout, status } = await packages("images.tar:storefront/cart");
  expect(status).toBe(0);
  expect(stdout.split("\n").slice(7, 10)).toEqual([
    "Secret: a password or key in env CART_DB_PASSWORD",
    "End of life: alpine 3.16.2 has had no updates since 2024-05-23",
    "User: root, unless the pod says otherwise",
  ]);
  expect(stdout).toContain(
    "\n  Flask   2.2.2  usr/lib/python3.10/site-packages/Flask-2.2.2.dist-info/METADATA\n",
  );
  expect(stdout).not.toContain("tulip");
});

test("the document has every package with its layer and the line of history that brought it", async () => {
  const { stdout } = await packages("-o", "json", "images.tar:storefront/web");
  const document = JSON.parse(stdout) as Record<string, unknown> & { packages: object[] };
  expect(document).toMatchObject({
    schemaVersion: 1,
    incomplete: false,
    image: { config: { user: "shop", runsAsRoot: "no" } },
    distribution: { id: "debian", version: "12", endOfLife: "2028-06-30", ended: false },
    notRead: [],
  });
  expect(document.packages).toHaveLength(5);
  expect(document.packages.at(-1)).toMatchObject({
    purl: "pkg:npm/lodash@4.17.20",
    version: "4.17.20",
    path: "app/node_modules/lodash/package.json",
    layer: { index: 1, createdBy: "COPY node_modules app/" },
    licences: ["MIT"],
  });
});

test("bills of materials are the same each time", async () => {
  for (const format of ["cyclonedx", "spdx"]) {
    const one = await packages("-o", format, "images.tar:payments/gateway");
    const two = await packages("-o", format, "images.tar:payments/gateway");
    expect([one.status, one.stdout === two.stdout]).toEqual([0, true]);
    expect(one.stdout).toContain("pkg:deb/debian/libssl3@3.0.11-1~deb12u1");
  }
});

test("several images without a name, no image and no file are sentences", async () => {
  await expect(packages("images.tar")).rejects.toThrow(
    /^images.tar cannot be read: it has several images: storefront\/web, storefront\/cart, payments\/gateway; name one as images.tar:storefront\/web.$/,
  );
  await expect(packages("images.tar:nope")).rejects.toThrow(
    /^images.tar:nope cannot be read: it has no image "nope"; it has storefront\/web, storefront\/cart, payments\/gateway.$/,
  );
  await expect(
    watertight(["images", "packages", "no.tar"], { "no.tar": "no archive at all" }),
  ).rejects.toThrow(
    /^no.tar cannot be read: it is no archive of images: it begins neither as tar nor as anything packed.$/,
  );
  await expect(packages("--platform", "linux", "images.tar:storefront/web")).rejects.toThrow(
    '"linux" is no platform; write it as linux/amd64 or linux/arm64/v8.',
  );
});

test("a folder of sources names the packages of its lockfiles with their lines; what cannot be known is said", async () => {
  const { status, stdout, stderr } = await watertight(["images", "packages", "."], {
    "go.mod": "module x\nrequire example.com/a v1.0.0\n",
    "web/requirements.txt": "flask\n",
    Containerfile: "FROM debian:12\n",
  });
  expect(status).toBe(3);
  expect(stderr).toContain(
    "web/requirements.txt:1 was not read: flask is not pinned to a version.",
  );
  expect(stdout).toContain("example.com/a  v1.0.0  go.mod:2");
  expect(stdout).toContain("docker.io/library/debian  12  Containerfile:1");
});

test("a cluster's bill has its images with who runs them", async () => {
  const { folder } = await liveShop();
  const { stdout } = await watertightIn(folder, ["images", "packages", "-o", "json", ...LIVE]);
  expect(JSON.parse(stdout)).toMatchObject({
    images: [
      {
        reference: "nginx",
        repository: "docker.io/library/nginx",
        tag: null,
        digest: null,
        usedBy: ["deployment/bank/web", "deployment/shop/web"],
      },
    ],
  });
  const bill = await watertightIn(folder, ["images", "packages", "-o", "cyclonedx", ...LIVE]);
  expect(bill.stdout).toContain('"name":"docker.io/library/nginx","version":"latest"');
  const text = await watertightIn(folder, ["images", "packages", ...LIVE]);
  expect(text.stdout).toContain("\nnginx\n  deployment/bank/web\n  deployment/shop/web\n");
});
