import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { needing } from "../../conformance/needs.ts";
import { CHROMIUM } from "./chromium.ts";
import { press } from "./journey.ts";
import { type OpenPage, SHOP, usePages } from "./pages.ts";

const pages = usePages();

const EVENT = JSON.stringify({
  ...{ kind: "Event", apiVersion: "audit.k8s.io/v1", level: "Metadata", auditID: "a-1" },
  ...{ stage: "ResponseStarted", verb: "get", user: { username: "ann", groups: [] } },
  requestURI: "/api/v1/namespaces/storefront/pods/web/exec?command=sh",
  objectRef: { resource: "pods", subresource: "exec", namespace: "storefront", name: "web" },
  ...{ sourceIPs: ["10.0.0.7"], userAgent: "kubectl", responseStatus: { code: 101 } },
  requestReceivedTimestamp: "2026-07-01T10:02:00.000000Z",
  stageTimestamp: "2026-07-01T10:02:00.100000Z",
});

const EVIL = `</script><img src=x onerror="document.title='owned'"><!--`;

/** A view as an address leads to it, with what is open. */
const VIEWS = [
  "#/overview",
  "#/report?by=owner",
  "#/objects",
  "#/objects?object=apps%2FDaemonSet%2Fplatform%2Flog-collector",
  "#/paths",
  "#/network",
  "#/access",
  "#/tenancy",
  "#/images?item=busybox",
  "#/versions",
  "#/incidents",
  "#/compliance",
  "#/compliance?control=cis-1.12%20cis-1.12%205.2.2",
  "#/policies",
  "#/exceptions",
  "#/coverage",
];

/** Goes to an address within the page, and waits until its documents are read. */
async function goTo({ page }: OpenPage, hash: string): Promise<void> {
  await page.evaluate(`location.hash = ${JSON.stringify(hash)}`);
  await page.evaluate(
    "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 0))))",
  );
  await page.waitForSelector("main .waiting", { state: "detached" });
}

/** Texts that an expression gives in the page. */
function listed({ page }: OpenPage, expression: string): Promise<readonly string[]> {
  return page.evaluate<readonly string[]>(expression);
}

const LOOKS = [
  { width: 1400, theme: "light", rules: "all" },
  { width: 1400, theme: "contrast", rules: "colours" },
  { width: 400, theme: "dark", rules: "all" },
] as const;

describe("the page of the shop", needing(CHROMIUM), () => {
  let address = "";
  let open: OpenPage;
  beforeAll(async () => {
    const folder = pages.folder({ "audit.log": `${EVENT}\n` });
    const incidents = ["audit", "incidents", "--no-config", "-q", "-o", "json", "audit.log"];
    const upgrade = ["upgrade", "plan", "--to", "1.38", "--no-render", "-q", "-o", "json", SHOP];
    const uses = ["versions", "deprecated", "--target", "1.38", "--no-render", "-q", "-o", "json"];
    const earlier = ["scan", "--no-render", "-q", "--exit-zero", "-o", "json", `${SHOP}/platform`];
    const given = [
      await pages.file(folder, incidents),
      await pages.file(folder, upgrade),
      await pages.file(folder, [...uses, SHOP]),
    ].flatMap((file) => ["--document", file]);
    const since = ["--since", await pages.file(SHOP, earlier)];
    const argv = ["report", "--no-render", "-q", "--exit-zero", ...given, ...since, "."];
    address = await pages.write(SHOP, argv);
    open = await pages.open(address);
  });
  afterAll(async () => {
    await open.close();
  });

  test("axe finds nothing in any view, in three themes, wide and narrow, and nothing leaves the page", async () => {
    const { page, axe } = open;
    const found: unknown[] = [];
    const looks = LOOKS.flatMap((look) => VIEWS.map((hash) => ({ ...look, hash })));
    for (const { width, theme, rules, hash } of looks) {
      await page.setViewportSize({ width, height: 900 });
      await page.locator(".theme select").selectOption(theme);
      await goTo(open, hash);
      const over = await page.evaluate("document.documentElement.scrollWidth - window.innerWidth");
      const violations = await axe(rules);
      if (violations.length > 0 || Number(over) > 0) {
        found.push([width, theme, hash, over, violations]);
      }
    }
    await page.setViewportSize({ width: 1400, height: 900 });
    await page.locator(".theme select").selectOption("light");
    expect(found).toEqual([]);
    expect([open.requests, open.complaints]).toEqual([[], []]);
  });

  test("from the overview to the line to change are two steps by keyboard", async () => {
    const { page } = open;
    await goTo(open, "#/overview");
    await page.locator(".first a").first().focus();
    await press(open, "Enter");
    await page.waitForSelector(".side .code mark");
    expect(await page.locator(".side .code mark").innerText()).toBe("kind");
    await page.locator(".side").getByRole("link", { name: "All of this object" }).press("Enter");
    await page.waitForSelector(".object .yaml mark");
    expect(await page.locator(".object h1").innerText()).toBe("ClusterRoleBinding gitlab-agent");
  });

  test("every number of the overview leads to a list of as many", async () => {
    const { page } = open;
    await goTo(open, "#/overview");
    const tiles = await listed(
      open,
      "[...document.querySelectorAll('.tiles.links a')].map((link) => link.hash + ' ' + link.innerText.split('\\n')[0])",
    );
    expect(tiles).toHaveLength(5);
    for (const tile of tiles) {
      const [hash = "", figure] = tile.split(" ");
      await goTo(open, hash);
      await expect
        .poll(async () => (await page.locator(".shown").innerText()).split(" ")[0])
        .toBe(figure);
    }
    await goTo(open, "#/overview");
    const changed = page.locator(".panel", { hasText: "What changed since" });
    const [, fresh = ""] = /([\d,]+) new/.exec(await changed.innerText()) ?? [];
    await changed.getByRole("link", { name: /^All/ }).press("Enter");
    await expect
      .poll(async () => (await page.locator(".shown").innerText()).split(" ")[0])
      .toBe(fresh);
  });

  test("an object shows its fields at fault, its fix, rights, network and the paths through it", async () => {
    const { page } = open;
    await goTo(open, "#/objects?object=apps%2FDeployment%2Fplatform%2Fops-proxy");
    const titles = await page.locator(".panel h2").allInnerTexts();
    expect(titles.map((title) => title.replace(/^\d+ /, ""))).toEqual([
      "findings",
      "As YAML",
      "Images",
      "Rights",
      "Network",
      "Paths of attack",
    ]);
    const fix = page.locator(".panel details", { hasText: "The fix" }).first();
    await fix.locator("summary").press("Enter");
    expect(await fix.locator(".code .added").count()).toBeGreaterThan(0);
    await page.locator(".panel li a code").first().click();
    expect(page.url()).toContain("path=spec.");
    expect(await page.locator(".yaml mark").count()).toBe(1);
  });

  test("what if is answered by the engine in the page", async () => {
    const { page } = open;
    await goTo(open, "#/paths");
    await page.locator(".what-if summary").press("Enter");
    await page.locator(".what-if input").first().press("Space");
    await expect
      .poll(() => page.locator(".what-if-answer").innerText(), { timeout: 60_000 })
      .toMatch(/^\d+ paths of 30 would be closed, \d+ would be left/);
    // The page and the command have the same paths, so that it does not say that it knows less.
    expect(await page.locator(".what-if-answer").innerText()).not.toContain("knows less");
  });

  test("what is listed is saved: a line a row, and a cell is no formula", async () => {
    const { page } = open;
    await goTo(open, "#/report?severity=critical");
    const shown = Number((await page.locator(".shown").innerText()).split(" ")[0]);
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("button", { name: /^CSV/ }).press("Enter"),
    ]);
    const lines = readFileSync(await download.path(), "utf8")
      .trimEnd()
      .split("\n");
    expect(lines).toHaveLength(shown + 1);
    expect(lines[0]).toContain('"severity","check","object","owner"');
  });

  test("a compliance report has every control with its evidence, in a spreadsheet and on paper", async () => {
    const { page } = open;
    await goTo(open, "#/compliance?framework=nsa-1.2");
    const controls = Number((await page.locator(".list .shown").innerText()).split(" ")[0]);
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.locator(".export").first().getByRole("button", { name: /^JSON/ }).press("Enter"),
    ]);
    const rows = JSON.parse(readFileSync(await download.path(), "utf8")) as readonly Readonly<
      Record<"control" | "object" | "time" | "verdict", string>
    >[];
    expect(new Set(rows.map(({ control }) => control)).size).toBe(controls);
    expect(rows.filter(({ verdict, time }) => verdict === "" || time === "")).toEqual([]);
    expect(rows.some(({ verdict, object }) => verdict === "fail" && object !== "")).toBe(true);
    expect(rows.some(({ verdict, object }) => verdict === "pass" && object !== "")).toBe(true);
    await page.evaluate("window.dispatchEvent(new Event('beforeprint'))");
    expect(await page.locator(".on-paper section").count()).toBe(controls);
    await page.evaluate("window.dispatchEvent(new Event('afterprint'))");
    const pdf = await page.pdf();
    expect(pdf.subarray(0, 5).toString()).toBe("%PDF-");
  });

  test("an incident opens to its timeline, and a view is a link that opens the same in another window", async () => {
    const { page } = open;
    await goTo(open, "#/incidents");
    await press(open, "j", "Enter");
    await page.waitForSelector(".side .timeline");
    const other = await pages.open(address, { hash: new URL(page.url()).hash });
    await other.page.waitForSelector(".side .timeline");
    expect(await other.page.locator(".side").innerText()).toBe(
      await page.locator(".side").innerText(),
    );
    await other.close();
  });

  test("accepting a finding writes an exception, and only with a reason", async () => {
    const { page } = open;
    await goTo(open, "#/report?check=privileged-container&by=none");
    await press(open, "j", "Enter");
    await page.locator(".side .accept summary").press("Enter");
    expect(await page.locator(".side .accept pre").count()).toBe(0);
    await page.getByLabel("Why it is accepted").fill("it reads the node's logs");
    await page.getByLabel("Who accepts it").fill("platform");
    expect(await page.locator(".side .accept pre").innerText()).toContain(
      '    reason: "it reads the node\'s logs"\n    owner: "platform"',
    );
  });
});

test("text of a cluster stays text in every view", needing(CHROMIUM), async () => {
  const folder = pages.folder({
    "evil.yaml": `apiVersion: v1\nkind: Pod\nmetadata: {name: ${JSON.stringify(EVIL)}, namespace: shop, labels: {team: ${JSON.stringify(EVIL)}}}\nspec:\n  containers:\n  - {name: a, image: ${JSON.stringify("nginx<b>")}, securityContext: {privileged: true}, env: [{name: DB_PASSWORD, value: canaryVariable99xQ}]}\n`,
  });
  const argv = ["report", "--no-config", "-q", "--exit-zero", "."];
  const open = await pages.open(await pages.write(folder, argv));
  for (const hash of [
    "#/overview",
    "#/report",
    "#/objects",
    "#/images",
    "#/paths",
    "#/compliance",
  ]) {
    await goTo(open, hash);
    expect(await open.page.title()).toMatch(/ · Watertight$/);
  }
  await goTo(open, "#/objects");
  expect(await open.page.locator("main").innerText()).toContain(EVIL);
  expect(await open.page.content()).not.toContain("canaryVariable99xQ");
  expect([open.requests, open.complaints]).toEqual([[], []]);
  await open.close();
});

test(
  "an empty input has every view, which says that there is nothing",
  needing(CHROMIUM),
  async () => {
    const folder = pages.folder({
      "a.yaml": "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n",
    });
    const argv = ["report", "--no-config", "-q", "--exit-zero", "."];
    const open = await pages.open(await pages.write(folder, argv), { width: 400 });
    expect(await open.page.locator("h1").innerText()).toContain("Nothing found");
    const views = await listed(
      open,
      "[...document.querySelectorAll('.menu nav a')].map(({ hash }) => hash)",
    );
    expect(views.length).toBeGreaterThan(9);
    const found: unknown[] = [];
    for (const hash of views) {
      await goTo(open, hash);
      const violations = await open.axe();
      if (violations.length > 0) found.push([hash, violations]);
    }
    expect(found).toEqual([]);
    expect(open.complaints).toEqual([]);
    await open.close();
  },
);
