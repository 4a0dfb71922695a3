import { beforeAll, describe, expect, test } from "vitest";
import { needing } from "../../conformance/needs.ts";
import { CHROMIUM } from "./chromium.ts";
import { SHOP, type ThemeName, usePages } from "./pages.ts";

const pages = usePages();

describe("the page of paths", needing(CHROMIUM), () => {
  let address = "";
  beforeAll(async () => {
    address = await pages.write(SHOP, ["paths", "--no-render", "-q", "-o", "html", "."]);
  });

  test("is walked with keys alone: to a path, to where others go on from it, and back", async () => {
    const { page, close } = await pages.open(address);
    await page.keyboard.press("j");
    await page.keyboard.press("j");
    await page.keyboard.press("Enter");
    const side = page.locator(".side");
    await side.waitFor();
    const stations = await side.locator(".chain .station > span").allInnerTexts();
    const gives = await side.locator("tbody td:nth-of-type(3)").allInnerTexts();
    // The table says what the graph draws.
    expect(stations.slice(1).at(-1)).toBe("controls a node");
    expect(gives).toEqual(stations.slice(1));
    const more = side.locator(".chain .more").first();
    await more.focus();
    await page.keyboard.press("Enter");
    expect(await more.getAttribute("aria-expanded")).toBe("true");
    const branch = side.locator(".branches button").first();
    await branch.focus();
    const before = page.url();
    await page.keyboard.press("Enter");
    expect(page.url()).not.toBe(before);
    await page.keyboard.press("Escape");
    await side.waitFor({ state: "detached" });
    await close();
  });

  test("is narrowed by words and by what is not to fall, and its address says so", async () => {
    const { page, close } = await pages.open(address);
    const rows = page.locator("[role=treegrid] [role=row]");
    const all = await rows.count();
    await page.getByLabel("Search paths").fill("impersonates");
    await expect.poll(() => rows.count()).toBeLessThan(all);
    expect(await rows.first().innerText()).toContain("cluster-admin");
    expect(page.url()).toContain("q=impersonates");
    await close();
  });

  const LOOKS: readonly (readonly [ThemeName, number])[] = [
    ["light", 1400],
    ["dark", 1400],
    ["contrast", 1400],
    ["dark", 400],
  ];
  test.each(LOOKS)(
    "in %s at %i pixels axe finds nothing, with a path open neither, and nothing is wider than the screen",
    async (theme, width) => {
      const opened = await pages.open(address, { theme, width });
      const { page, axe, close, complaints, requests } = opened;
      expect(await axe()).toEqual([]);
      await page.locator("[role=treegrid] [role=row]").nth(1).click();
      await page.locator(".side .more").first().click();
      expect(await axe()).toEqual([]);
      expect(
        await page.evaluate("document.documentElement.scrollWidth - window.innerWidth"),
      ).toBeLessThanOrEqual(0);
      expect([complaints, requests]).toEqual([[], []]);
      await close();
    },
  );

  test("of an input without paths says that there are none", async () => {
    const folder = pages.folder({
      "empty.yaml": "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: empty, namespace: none}\n",
    });
    const own = await pages.write(folder, ["paths", "--no-config", "-q", "-o", "html", "."]);
    const { page, axe, close } = await pages.open(own, { width: 400 });
    expect(await page.locator("main .lead").innerText()).toBe(
      "0 paths from outside to what must not fall: 0 open, 0 not known.",
    );
    expect(await axe()).toEqual([]);
    await close();
  });
});
