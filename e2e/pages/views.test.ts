import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { needing } from "../../conformance/needs.ts";
import { CORPUS } from "../../conformance/suites.ts";
import { CHROMIUM } from "./chromium.ts";
import { SHOP, type ThemeName, usePages } from "./pages.ts";

const pages = usePages();

const VIEWS = {
  report: ["scan", "--no-render", "-q", "-o", "html", "--exit-zero", "."],
  network: ["network", "connections", "--no-render", "-q", "-o", "html", "."],
  access: ["access", "matrix", "--no-render", "-q", "-o", "html", "."],
  tenancy: ["tenancy", "--no-render", "-q", "-o", "html", "."],
  nodes: ["nodes", "evaluate", "--no-render", "-q", "-o", "html", "."],
} as const;

/** Who the tenants of an input are. */
const TENANTS: Readonly<Record<string, readonly string[]>> = {
  shop: ["--tenant-label", "shop.example/team"],
  istio: ["--tenant", "mesh=istio-system", "--tenant", "shop=default", "--tenant", "none=none"],
  empty: ["--tenant", "one=none", "--tenant", "other=other"],
};

const EMPTY = {
  "empty.yaml": "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: empty, namespace: none}\n",
};

const INPUTS = [
  { name: "shop", folder: () => SHOP, more: [], needs: needing(CHROMIUM) },
  {
    name: "istio",
    folder: () => join(CORPUS.path, "istio"),
    more: ["--one-world"],
    needs: needing(CHROMIUM, CORPUS),
  },
  {
    name: "empty",
    folder: () => pages.folder(EMPTY),
    more: ["--no-config"],
    needs: needing(CHROMIUM),
  },
];

const LOOKS: readonly (readonly [ThemeName, number])[] = [
  ["light", 1400],
  ["dark", 1400],
  ["contrast", 1400],
  ["light", 400],
  ["dark", 400],
];

for (const { name, folder, more, needs } of INPUTS) {
  describe.each(Object.entries(VIEWS))(`%s of ${name}`, needs, (view, argv) => {
    let address = "";
    beforeAll(async () => {
      const own = view === "report" ? [] : more.filter((option) => option !== "--no-config");
      address = await pages.write(folder(), [
        ...argv,
        ...(view === "report" ? more.filter((option) => option !== "--one-world") : own),
        ...(view === "tenancy" ? (TENANTS[name] ?? []) : []),
      ]);
    });

    test.each(LOOKS)(
      "in %s at %i pixels axe finds nothing, nothing is wider than the screen, and no request leaves the page",
      async (theme, width) => {
        const { page, requests, complaints, axe, close } = await pages.open(address, {
          theme,
          width,
        });
        expect(await page.evaluate("document.documentElement.dataset.theme")).toBe(theme);
        expect(await axe()).toEqual([]);
        expect(
          await page.evaluate("document.documentElement.scrollWidth - window.innerWidth"),
        ).toBeLessThanOrEqual(0);
        expect([requests, complaints]).toEqual([[], []]);
        await close();
      },
    );
  });
}
