import { beforeAll, describe, expect, test } from "vitest";
import { needing } from "../../conformance/needs.ts";
import { CHROMIUM } from "./chromium.ts";
import { press } from "./journey.ts";
import { type ThemeName, usePages } from "./pages.ts";

const pages = usePages();

const EVIL = '<img src=x onerror="document.title=1">\u202e\u001b[31m';

function factsOf(node: string): string {
  return JSON.stringify({
    ...{ schemaVersion: 1, kind: "NodeFacts", node, sources: [], texts: [], notRead: [] },
    system: { kubeletVersion: "v1.34.0", distributionName: EVIL },
    files: [{ path: "/etc/kubernetes/kubelet.conf", type: "file", mode: "0644", owner: EVIL }],
    configz: { kubeletconfig: { tlsCipherSuites: [EVIL], readOnlyPort: 10_255 } },
  });
}

describe("the page of nodes", needing(CHROMIUM), () => {
  let address = "";
  beforeAll(async () => {
    const folder = pages.folder({ "a.json": factsOf("worker-a"), "b.json": factsOf("worker-b") });
    const argv = ["nodes", "evaluate", "--no-config", "-o", "html", "a.json", "b.json"];
    address = await pages.write(folder, argv);
  });

  test("is gone through by keys: a control opens beside the list, and Escape leads back", async () => {
    const open = await pages.open(address);
    const { page, requests, complaints, close } = open;
    const focused = (): Promise<unknown> =>
      page.evaluate(
        "document.activeElement.closest('[role=row]')?.textContent ?? document.activeElement.textContent",
      );
    expect(await page.textContent(".shown")).toMatch(/^262 controls/);
    await press(open, "j");
    expect(await focused()).toMatch(/^fails: 4\.1\.5 .*kubeconfigworker-a, 644/);
    await press(open, "j", "Enter");
    await page.waitForSelector(".side h2");
    expect(await page.textContent(".side h2")).toBe("The kubelet asks who may do what");
    await expect.poll(focused).toBe("The kubelet asks who may do what");
    expect(await page.textContent(".side dl")).toContain("nist-800-53 AC-6");
    await page.keyboard.press("Escape");
    await page.waitForSelector(".side", { state: "detached" });
    await expect.poll(focused).toMatch(/^fails: 4\.2\.2/);
    expect([requests, complaints]).toEqual([[], []]);
    expect(await page.title()).toBe("Nodes · Watertight");
    await close();
  });

  test("is narrowed by status, node and words, which the address keeps", async () => {
    const { page, close } = await pages.open(address, { hash: "#/nodes?node=worker-b" });
    expect(await page.textContent(".shown")).toMatch(/^131 of 262 controls/);
    await page.click(".tile.fail");
    const failing = Number(await page.textContent(".tile.fail .figure"));
    await expect
      .poll(() => page.textContent(".shown"))
      .toMatch(new RegExp(`^${failing} of 262 controls`));
    await page.keyboard.press("/");
    await page.keyboard.type("read-only");
    await expect.poll(() => page.textContent(".shown")).toMatch(/^1 of 262 controls/);
    expect(await page.evaluate("location.hash")).toBe(
      "#/nodes?node=worker-b&status=fail&q=read-only",
    );
    await close();
  });

  const LOOKS: readonly (readonly [ThemeName, number])[] = [
    ["light", 1400],
    ["dark", 1400],
    ["dark", 400],
  ];
  test.each(LOOKS)(
    "with a control open, in %s at %i pixels axe finds nothing",
    async (theme, width) => {
      const open = await pages.open(address, { theme, width });
      const { page, axe, close } = open;
      await press(open, "j", "Enter");
      await page.waitForSelector(".side h2");
      expect(await axe()).toEqual([]);
      expect(
        await page.evaluate("document.documentElement.scrollWidth - window.innerWidth"),
      ).toBeLessThanOrEqual(0);
      await close();
    },
  );
});
