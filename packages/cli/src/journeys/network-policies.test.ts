import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { pageDocumentsOf } from "../../testing/page-documents.ts";
import { watertight, watertightIn } from "../../testing/watertight.ts";

const shop = new URL("../../../../examples/shop", import.meta.url).pathname;
const NEEDED = [
  ["storefront/web", "storefront/catalogue", "8080"],
  ["storefront/web", "storefront/cart", "8080"],
  ["storefront/web", "storefront/search", "8080"],
  ["storefront/web", "payments/gateway", "8443"],
  ["storefront/catalogue", "data/orders-db", "5432"],
  ["storefront/cart", "data/orders-db", "5432"],
  ["storefront/cart", "payments/gateway", "8443"],
  ["payments/gateway", "payments/ledger", "9000"],
  ["payments/settlement", "payments/ledger", "9000"],
  ["payments/ledger-migration-2-7", "payments/ledger", "9000"],
  ["payments/support-console", "payments/gateway", "8443"],
] as const;

it("has on the page of the map that every namespace reaches the ledger and that no policy selects the database", async () => {
  const { stdout } = await watertightIn(shop, [
    "network",
    "connections",
    "--no-render",
    "-q",
    "-o",
    "html",
    ".",
  ]);
  const { network, "network-map": map } = pageDocumentsOf(stdout);
  expect(network).toMatchObject({ schemaVersion: 1, incomplete: true });
  expect(map).toMatchObject({
    openings: expect.arrayContaining([
      expect.objectContaining({
        workload: "payments/ledger[StatefulSet]",
        withoutPolicy: false,
        from: ["data", "default", "gitlab-agent", "platform"],
      }),
      expect.objectContaining({
        workload: "data/orders-db[StatefulSet]",
        withoutPolicy: true,
        from: ["default", "franchise-west", "gitlab-agent", "platform", "storefront"],
      }),
    ]) as unknown,
  });
  expect(JSON.stringify((map as { openings: unknown }).openings)).not.toContain("payments/gateway");
});

it("answers on the page of the map as can-reach does, with what decides", async () => {
  const argv = ["--no-render", "-q", "."];
  const { stdout } = await watertightIn(shop, ["network", "connections", "-o", "html", ...argv]);
  const { "network-map": map } = pageDocumentsOf(stdout) as {
    "network-map": { reach: ReachOfPage };
  };
  const asked = { from: "storefront/web", to: "payments/ledger", port: 9000 };
  const batch = JSON.stringify({
    from: { workload: asked.from },
    to: { workload: asked.to },
    port: asked.port,
  });
  const answer = await watertightIn(
    shop,
    ["network", "can-reach", "--batch", "-", ...argv],
    `${batch}\n`,
  );
  const pair = map.reach.pairs.find(
    ({ from, to }) =>
      from === "storefront/web[Deployment]" && to === "payments/ledger[StatefulSet]",
  );
  const range = pair?.ports.find(
    ({ protocol, from, to }) => protocol === "TCP" && from <= asked.port && asked.port <= to,
  );
  expect(map.reach.answers[range?.answer ?? -1]).toEqual(JSON.parse(answer.stdout));
});

interface ReachOfPage {
  readonly answers: readonly unknown[];
  readonly pairs: readonly {
    readonly from: string;
    readonly to: string;
    readonly ports: readonly { protocol: string; from: number; to: number; answer: number }[];
  }[];
}

it("closes the holes of the shop with synthesized policies and keeps every declared dependency", async () => {
  const folder = mkdtempSync(join(tmpdir(), "watertight-policies-"));
  try {
    const written = await watertightIn(shop, [
      "network",
      "synthesize",
      "--no-render",
      "-q",
      "--output-dir",
      folder,
      ".",
    ]);
    expect(written.stdout).toBe("");
    expect(readdirSync(folder).sort()).toEqual([
      "data.network-policies.yaml",
      "default.network-policies.yaml",
      "franchise-north.network-policies.yaml",
      "franchise-south.network-policies.yaml",
      "franchise-west.network-policies.yaml",
      "gitlab-agent.network-policies.yaml",
      "partners.network-policies.yaml",
      "payments.network-policies.yaml",
      "platform.network-policies.yaml",
      "storefront.network-policies.yaml",
    ]);
    const forbidden = [
      ...["default/debug", "platform/cluster-backup", "gitlab-agent/gitlab-agent"].flatMap(
        (other) => [
          [other, "payments/ledger", "9000"],
          [other, "data/orders-db", "5432"],
        ],
      ),
      ["storefront/web", "data/orders-db", "5432"],
    ];
    const questions = [...NEEDED, ...forbidden].map(([from, to, port]) => ({
      ...{ id: `${from} ${to}`, from: { workload: from }, to: { workload: to } },
      port: Number(port),
    }));
    const answers = await watertightIn(
      shop,
      ["network", "can-reach", "--no-render", "-q", "--batch", "-", ".", folder],
      questions.map((question) => `${JSON.stringify(question)}\n`).join(""),
    );
    const said = answers.stdout
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line) as { id: string; verdict: string })
      .map(({ id, verdict }) => [id, verdict]);
    expect(said).toEqual([
      ...NEEDED.map(([from, to]) => [`${from} ${to}`, "yes"]),
      ...forbidden.map(([from, to]) => [`${from} ${to}`, "no"]),
    ]);
    const map = await watertightIn(shop, [
      "network",
      "connections",
      "--no-render",
      "-q",
      "-o",
      "html",
      ".",
      folder,
    ]);
    expect(map.stdout).not.toContain("<b>data/orders-db[StatefulSet]</b>");
    const diff = await watertightIn(shop, ["network", "diff", "--no-render", "-q", ".", folder]);
    expect(diff.stdout).toContain(
      "- default/debug[Pod] => payments/ledger[StatefulSet] : TCP 9000",
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}, 60_000);

const POD = (name: string): string =>
  `{"apiVersion":"v1","kind":"Pod","metadata":{"name":"${name}","namespace":"x","labels":{"app":"${name}"}},"spec":{"containers":[{"name":"a"}]}}`;
const DENY =
  '{"apiVersion":"networking.k8s.io/v1","kind":"NetworkPolicy","metadata":{"name":"d","namespace":"x"},"spec":{"podSelector":{},"policyTypes":["Ingress","Egress"]}}';
const ALLOW =
  '{"apiVersion":"networking.k8s.io/v1","kind":"NetworkPolicy","metadata":{"name":"d","namespace":"x"},"spec":{"podSelector":{},"policyTypes":["Ingress","Egress"],"ingress":[{"from":[{"podSelector":{"matchLabels":{"app":"a"}}}],"ports":[{"port":80}]}],"egress":[{"to":[{"podSelector":{}}]}]}}';

it("fails when a change opens a connection, and only then", async () => {
  const files = {
    "old/all.json": `[${POD("a")},${POD("b")},${DENY}]`,
    "new/all.json": `[${POD("a")},${POD("b")},${ALLOW}]`,
  };
  const objects = Object.fromEntries(
    Object.entries(files).map(([name, list]) => [
      name,
      `{"apiVersion":"v1","kind":"List","items":${list}}`,
    ]),
  );
  const opened = await watertight(["network", "diff", "old", "new"], objects);
  expect(opened).toEqual({
    status: 1,
    stdout: "+ x/a[Pod] => x/b[Pod] : TCP 80\n1 gained, 0 lost.\n",
    stderr: "Exit status 1: The change opens 1 connection.\n",
  });
  const closed = await watertight(["network", "diff", "-o", "json", "new", "old"], objects);
  expect(closed.status).toBe(0);
  expect(JSON.parse(closed.stdout)).toMatchObject({
    incomplete: false,
    before: { incomplete: false, coverage: { files: 1, objects: 3 } },
    gained: [],
    lost: [
      {
        src: "x/a[Pod]",
        dst: "x/b[Pod]",
        ports: [{ protocol: "TCP", from: 80, to: 80 }],
        verdict: "no",
      },
    ],
  });
  const markdown = await watertight(["network", "diff", "-o", "markdown", "old", "new"], objects);
  expect(markdown.stdout).toContain("| gained | `x/a[Pod]` | `x/b[Pod]` | TCP 80 |");
});

it("does not let a name of the input become markup", async () => {
  const name = "</script><img src=x onerror=alert(1)>";
  const { stdout } = await watertight(["network", "connections", "-o", "html", "."], {
    "a.json": `{"apiVersion":"v1","kind":"List","items":[${POD(name)},${POD("b")}]}`,
  });
  expect(stdout).not.toContain("<img");
  expect(stdout.match(/<\/script>/g)?.length).toBe(3);
  expect(JSON.stringify(pageDocumentsOf(stdout)["network"])).toContain(
    JSON.stringify(name).slice(1, -1),
  );
  const svg = await watertight(["network", "connections", "-o", "svg", "."], {
    "a.json": `{"apiVersion":"v1","kind":"List","items":[${POD(name)},${POD("b")}]}`,
  });
  expect(svg.stdout).not.toContain("<img");
});
