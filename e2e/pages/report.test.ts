import { beforeAll, describe, expect, test } from "vitest";
import { needing } from "../../conformance/needs.ts";
import { CHROMIUM } from "./chromium.ts";
import { countOf, focusOf, press, shown } from "./journey.ts";
import { SHOP, usePages } from "./pages.ts";

const pages = usePages();

describe("the report of the shop by keyboard", needing(CHROMIUM), () => {
  let address = "";
  beforeAll(async () => {
    const argv = ["scan", "--no-render", "-q", "-o", "html", "--exit-zero", "."];
    address = await pages.write(SHOP, argv);
  });

  test("j goes from row to row, Enter opens a finding with its code, Escape leads back to the row", async () => {
    const open = await pages.open(address);
    await press(open, "j");
    expect(await focusOf(open)).toBe("DaemonSet platform/log-collector");
    await press(open, "j", "Enter");
    expect(await focusOf(open)).toBe("Privileged container");
    expect(await open.page.locator(".side .code mark").innerText()).toBe("privileged: true");
    expect(open.page.url()).toMatch(/#\/report\?finding=[0-9a-f]{32}$/);
    await press(open, "Escape");
    expect(await open.page.locator(".side").count()).toBe(0);
    expect(await open.page.evaluate("document.activeElement.getAttribute('aria-rowindex')")).toBe(
      "2",
    );
    await open.close();
  });

  test("a fix is shown as what goes and what comes", async () => {
    const open = await pages.open(address, {
      hash: "#/report?check=seccomp-unconfined&by=none",
    });
    await press(open, "j", "Enter");
    const lines = await open.page
      .locator(".side .code .removed, .side .code .added")
      .allInnerTexts();
    expect(lines.map((line) => line.replace(/\s+/g, " ").trim())).toEqual([
      expect.stringContaining("type: Unconfined"),
      expect.stringContaining("type: RuntimeDefault"),
    ]);
    await open.close();
  });

  test("the arrow to the left closes a group, and the one to the right opens it", async () => {
    const open = await pages.open(address);
    const list = open.page.locator('[role="treegrid"]');
    const before = await list.getAttribute("aria-rowcount");
    await press(open, "j", "ArrowLeft");
    expect(await open.page.evaluate("document.activeElement.getAttribute('aria-expanded')")).toBe(
      "false",
    );
    expect(await list.getAttribute("aria-rowcount")).not.toBe(before);
    await press(open, "ArrowRight");
    expect(await list.getAttribute("aria-rowcount")).toBe(before);
    await open.close();
  });

  test("/ leads to the search, which narrows the list and the address; Escape empties it", async () => {
    const open = await pages.open(address);
    await press(open, "/");
    await open.page.keyboard.type("docker.sock");
    await expect.poll(() => countOf(open)).toMatch(/^1 of /);
    expect(open.page.url()).toContain("q=docker.sock");
    await press(open, "Escape");
    await expect.poll(() => countOf(open)).not.toMatch(/ of /);
    expect(open.page.url()).not.toContain("q=");
    await open.close();
  });

  test("a count filters, and the way back undoes it", async () => {
    const open = await pages.open(address);
    const all = await countOf(open);
    await open.page.locator(".tile.critical").press("Enter");
    await expect.poll(() => countOf(open)).toMatch(/ of /);
    expect(open.page.url()).toContain("severity=critical");
    await open.page.goBack();
    await expect.poll(() => countOf(open)).not.toMatch(/ of /);
    expect(await countOf(open)).toBe(all);
    await open.close();
  });

  test("? opens the help, which keeps the keys to itself until Escape closes it", async () => {
    const open = await pages.open(address);
    await press(open, "?");
    expect(await open.page.locator("dialog[open] h2").innerText()).toBe("Keys");
    await press(open, "j");
    expect(await open.page.evaluate("document.activeElement.closest('dialog') !== null")).toBe(
      true,
    );
    await press(open, "Escape");
    expect(await open.page.locator("dialog[open]").count()).toBe(0);
    await open.close();
  });

  test("Tab comes to the content, the views, the theme, the counts, the filters and one row", async () => {
    const open = await pages.open(address);
    const stops: string[] = [];
    for (let count = 0; count < 60; count++) {
      await open.page.keyboard.press("Tab");
      const stop = await open.page.evaluate(
        "(document.activeElement.getAttribute('role') ?? document.activeElement.className.split(' ')[0]) || document.activeElement.tagName",
      );
      stops.push(String(stop));
      if (stop === "row") break;
    }
    expect(stops[0]).toBe("skip");
    expect(new Set(stops)).toEqual(
      new Set(["skip", "A", "SELECT", "plain", "SUMMARY", "UL", "tile", "INPUT", "row"]),
    );
    expect(stops.filter((stop) => stop === "row")).toHaveLength(1);
    await open.close();
  });

  test("on a narrow screen a finding covers the list, and closing it leads back", async () => {
    const open = await pages.open(address, { width: 400 });
    await press(open, "j", "j", "Enter");
    expect(await open.page.locator("dialog.over h2").innerText()).toBe("Privileged container");
    expect(await open.axe()).toEqual([]);
    await press(open, "Escape");
    expect(await open.page.locator("dialog.over").count()).toBe(0);
    await open.close();
  });

  test("what is open has nothing that axe finds either, in every theme", async () => {
    for (const theme of ["light", "dark", "contrast"] as const) {
      const open = await pages.open(address, { theme, hash: "#/report?by=check&severity=high" });
      await press(open, "j", "j", "Enter");
      expect(await open.page.locator(".side").count()).toBe(1);
      expect(await open.axe()).toEqual([]);
      await open.close();
    }
  });

  test("the theme that is chosen is there when the page is opened again", async () => {
    const open = await pages.open(address);
    await open.page.locator(".theme select").selectOption("contrast");
    expect(await open.page.evaluate("document.documentElement.dataset.theme")).toBe("contrast");
    await open.page.reload();
    await open.page.waitForSelector("main");
    expect(await open.page.evaluate("document.documentElement.dataset.theme")).toBe("contrast");
    await open.close();
  });

  test("on paper every finding is there", async () => {
    const open = await pages.open(address, { hash: "#/report?severity=critical" });
    await open.page.evaluate("window.dispatchEvent(new Event('beforeprint'))");
    await open.page.emulateMedia({ media: "print" });
    const count = await open.page.locator(".rows .row:not(.head)").count();
    expect(`${count} of`).toBe(
      (await open.page.locator(".shown").innerText()).slice(0, `${count} of`.length),
    );
    await open.close();
  });
});

test("text of a cluster stays text", needing(CHROMIUM), async () => {
  const name = `</script><img src=x onerror="document.title='owned'"><!--`;
  const folder = pages.folder({
    "evil.yaml": `apiVersion: v1\nkind: Pod\nmetadata: {name: ${JSON.stringify(name)}, namespace: shop}\nspec:\n  containers:\n  - {name: a, image: ${JSON.stringify(`nginx<b>`)}, securityContext: {privileged: true}}\n`,
  });
  const address = await pages.write(folder, [
    "scan",
    "--no-config",
    "-q",
    "-o",
    "html",
    "--exit-zero",
    ".",
  ]);
  const open = await pages.open(address);
  expect(await shown(open)).toContain(name);
  expect(await open.page.title()).toBe("Findings · Watertight");
  expect([open.requests, open.complaints]).toEqual([[], []]);
  await open.close();
});

test("a report without findings says that nothing was found", needing(CHROMIUM), async () => {
  const folder = pages.folder({
    "a.yaml": "apiVersion: v1\nkind: Node\nmetadata: {name: a}\n",
  });
  const address = await pages.write(folder, [
    "scan",
    "--no-config",
    "-q",
    "-o",
    "html",
    "--exit-zero",
    ".",
  ]);
  const open = await pages.open(address);
  expect(await shown(open)).toContain("Nothing found");
  await open.close();
});
