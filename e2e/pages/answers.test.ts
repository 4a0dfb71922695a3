import { beforeAll, describe, expect, test } from "vitest";
import { needing } from "../../conformance/needs.ts";
import { CHROMIUM } from "./chromium.ts";
import { countOf, focusOf, press } from "./journey.ts";
import { SHOP, usePages } from "./pages.ts";

const pages = usePages();

describe("the network of the shop by keyboard", needing(CHROMIUM), () => {
  let address = "";
  beforeAll(async () => {
    address = await pages.write(SHOP, [
      "network",
      "connections",
      "--no-render",
      "-q",
      "-o",
      "html",
      ".",
    ]);
  });

  test("arrows go through the map, which tells of a row, and Enter opens a namespace", async () => {
    const open = await pages.open(address);
    await open.page.locator('[role="treeitem"][tabindex="0"]').focus();
    await press(open, "ArrowDown", "ArrowDown");
    expect(await focusOf(open)).toBe("default");
    expect(await open.page.locator(".readout h3").innerText()).toBe("default");
    await press(open, "Enter", "ArrowDown");
    expect(await focusOf(open)).toBe("debug (Pod)");
    expect(await open.page.locator(".map .bundle.lit").count()).toBeGreaterThan(0);
    expect(await open.axe()).toEqual([]);
    await open.close();
  });

  test("no line passes through the text of a row", async () => {
    const open = await pages.open(address);
    await open.page.getByRole("button", { name: "Open all" }).press("Enter");
    const crossed: unknown = await open.page.evaluate(`(() => {
      const rows = [...document.querySelectorAll(".map-row")].map((row) => row.getBoundingClientRect());
      const lines = [...document.querySelectorAll(".map-lines > .bundle path")].map((path) => path.getBoundingClientRect());
      return [rows.length > 20, lines.length > 20, lines.filter((line) => rows.some((row) => line.left < row.right - 1 && line.top < row.bottom && line.bottom > row.top)).length];
    })()`);
    expect(crossed).toEqual([true, true, 0]);
    await open.close();
  });

  test("a question is answered with the policies that decide", async () => {
    const open = await pages.open(address);
    await press(open, "/");
    await open.page
      .getByRole("combobox", { name: "From", exact: true })
      .selectOption("storefront/web[Deployment]");
    await open.page
      .getByRole("combobox", { name: "To", exact: true })
      .selectOption("payments/ledger[StatefulSet]");
    await open.page.getByLabel("Port", { exact: true }).fill("9000");
    const answer = await open.page.locator(".verdict").innerText();
    expect(answer).toMatch(/^No\. egress: /);
    expect(answer).toMatch(
      /NetworkPolicy storefront\/\S+ spec\.podSelector: .* storefront\/network-policies\.yaml:\d+/,
    );
    await open.close();
  });

  test("the list is narrowed by words", async () => {
    const open = await pages.open(address);
    await open.page.getByLabel("Search the connections").fill("orders-db 5432");
    await expect.poll(() => countOf(open)).toMatch(/^\d+ of \d+ connections/);
    const rows = await open.page.locator(".edge-row").allInnerTexts();
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.filter((row) => !/orders-db/.test(row) || !/5432/.test(row))).toEqual([]);
    await open.close();
  });
});

describe("the access of the shop by keyboard", needing(CHROMIUM), () => {
  let address = "";
  beforeAll(async () => {
    address = await pages.write(SHOP, ["access", "matrix", "--no-render", "-q", "-o", "html", "."]);
  });

  test("arrows go from cell to cell, Enter opens the proof, Escape closes it", async () => {
    const open = await pages.open(address);
    await open.page.locator('table[aria-label="Secrets"] td[tabindex="0"]').focus();
    await press(open, "Enter");
    const proof = await open.page.locator(".side").innerText();
    expect(proof).toContain("ServiceAccount gitlab-agent/gitlab-agent");
    expect(proof).toMatch(
      /ClusterRoleBinding \S+ names ServiceAccount gitlab-agent\/gitlab-agent \S+\.yaml:\d+/,
    );
    expect(proof).toContain("its rule 1 allows * on *");
    expect(await open.axe()).toEqual([]);
    await press(open, "Escape");
    expect(await open.page.locator(".side").count()).toBe(0);
    await open.close();
  });

  test("who can: typed, answered with what gives the right, and kept in the address", async () => {
    const open = await pages.open(address);
    await press(open, "/");
    await open.page.keyboard.type("get");
    await press(open, "Tab");
    await open.page.keyboard.type("secrets");
    await open.page.waitForSelector(".answer");
    expect(await open.page.locator(".answer p").first().innerText()).toBe(
      "3 subjects can get secrets in all namespaces at once. The group system:masters can do everything.",
    );
    expect(await open.page.locator(".allowed > li").allInnerTexts()).toEqual([
      "ServiceAccount gitlab-agent/gitlab-agent",
      "ServiceAccount platform/cluster-backup",
      "User the creator of eks/111122223333/eu-west-1/shop",
    ]);
    expect(open.page.url()).toContain("verb=get&resource=secrets");
    await open.close();
  });
});

describe("the tenants of the shop by keyboard", needing(CHROMIUM), () => {
  let address = "";
  beforeAll(async () => {
    const argv = ["tenancy", "--tenant-label", "shop.example/team", "--no-render", "-q"];
    address = await pages.write(SHOP, [...argv, "-o", "html", "."]);
  });

  test("arrows go from cell to cell, Enter opens a pair with its proofs and what closes it, Escape closes it", async () => {
    const open = await pages.open(address);
    const [first = "", second = ""] = await open.page
      .locator('table[aria-label="From tenants to tenants"] tbody th')
      .allInnerTexts();
    expect([first.split(" ")[0], second.split(" ")[0]]).toEqual(["platform", "storefront"]);
    await open.page.locator('td[tabindex="0"]').focus();
    await press(open, "ArrowRight");
    expect(await focusOf(open)).toBe("6 open");
    await press(open, "ArrowDown", "ArrowDown", "ArrowDown");
    expect(await focusOf(open)).toBe("3 open");
    await press(open, "Enter");
    const panel = open.page.locator(".side");
    expect(await panel.locator("h2").innerText()).toBe("west to storefront");
    expect(await panel.locator("h3").allInnerTexts()).toEqual([
      " network open",
      " nodes open",
      " services open",
      " Closed",
    ]);
    const said = await panel.innerText();
    expect(said).toMatch(
      /Service franchise-west\/orders spec\.externalName: leads out of the tenant franchise-west\.yaml:\d+/,
    );
    expect(said).toContain("Service franchise-west/orders: take out spec.externalName");
    expect(open.page.url()).toContain("from=west&to=storefront");
    expect(await open.axe()).toEqual([]);
    await press(open, "Escape");
    expect(await open.page.locator(".side").count()).toBe(0);
    await open.close();
  });

  test("a closed pair opens to what it rests on, also on a narrow screen and from an address", async () => {
    const open = await pages.open(address, { width: 400, hash: "#/tenancy?from=north&to=south" });
    const said = await open.page.locator("dialog.side").innerText();
    expect(said).toContain("Every channel is closed.");
    expect(said).toContain("no fault of the kernel or the runtime is used");
    expect(await open.axe()).toEqual([]);
    await open.close();
  });

  test("the list is narrowed by words and by the channel", async () => {
    const open = await pages.open(address);
    expect(await countOf(open)).toBe("48 channels");
    await open.page.getByRole("combobox", { name: "Channel" }).selectOption("services");
    await expect.poll(() => countOf(open)).toBe("1 of 48 channels");
    expect(await open.page.locator(".channel-row").innerText()).toContain("orders-db.data.svc");
    await press(open, "/");
    await open.page.keyboard.type("nobody");
    await expect.poll(() => countOf(open)).toBe("0 of 48 channels");
    expect(await open.page.locator("main").innerText()).toContain("No tenant is called so.");
    await open.close();
  });
});
