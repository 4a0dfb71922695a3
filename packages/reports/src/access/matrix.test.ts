import { readdirSync, readFileSync } from "node:fs";
import type { AccessMatrix, MatrixCell } from "@watertight/core/access";
import { describe, expect, test } from "vitest";
import { matrixCsv } from "./matrix-csv.ts";
import { APPEARANCE, matrixSvg } from "./matrix-svg.ts";
import { matrixTable } from "./matrix-table.ts";

const NONE: MatrixCell = { reach: "none", namespaces: [], names: [] };
const ALL: MatrixCell = { reach: "cluster", namespaces: [], names: [] };
const rbac = { apiGroup: "rbac.authorization.k8s.io", namespace: "" };

/** A matrix whose words come from somebody who wants them to be more than words. */
const hostile: AccessMatrix = {
  columns: [
    { verb: "get", group: "", resource: "secrets" },
    { verb: "create", group: "", resource: "pods/exec" },
    { verb: "*", group: "*", resource: "*" },
    { verb: "patch", group: "apps", resource: "deployments/scale" },
    { verb: "=1+1", group: "", resource: '"&<script>' },
  ],
  rows: [
    {
      subjects: [{ ...rbac, kind: "User", name: '<script>alert("1")</script>, \u001b[31mred' }],
      folded: false,
      cells: [
        { reach: "namespaces", namespaces: ["a-very-long-namespace"], names: [] },
        { reach: "namespaces", namespaces: ["bank", "shop"], names: [] },
        NONE,
        { reach: "named", namespaces: ["shop"], names: ["web"] },
        NONE,
      ],
    },
    {
      subjects: [{ ...rbac, kind: "=HYPERLINK", name: "x" }],
      folded: false,
      cells: [NONE, NONE, ALL, { reach: "named", namespaces: [], names: ["a", "b"] }, ALL],
    },
    {
      subjects: [
        { ...rbac, kind: "User", name: "system:kube-scheduler" },
        { ...rbac, kind: "Group", name: "system:nodes" },
      ],
      folded: true,
      cells: [ALL, NONE, NONE, NONE, NONE],
    },
  ],
  without: 3,
};

const FORMATS = { csv: matrixCsv, svg: matrixSvg, table: matrixTable } as const;
const folder = new URL("golden/", import.meta.url);

describe.each(Object.entries(FORMATS))("a hostile matrix as %s", (name, format) => {
  test("is what the golden file says", () => {
    expect(format(hostile)).toBe(readFileSync(new URL(`matrix.${name}`, folder), "utf8"));
  });

  test("holds nothing that a terminal obeys", () => {
    expect(format(hostile)).not.toMatch(/[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]/);
  });
});

test("each format has a golden file, and each golden file a format", () => {
  expect(readdirSync(folder).sort()).toEqual(["matrix.csv", "matrix.svg", "matrix.table"]);
});

test("no field of a CSV begins a formula", () => {
  const fields = matrixCsv(hostile).matchAll(/(?:^|,|\r\n)"?([^,\r\n])/g);
  expect([...fields].filter(([, first = ""]) => "=+-@".includes(first))).toEqual([]);
});

test("an SVG has no script, no event, no address but that of its language", () => {
  const svg = matrixSvg(hostile);
  expect(svg).not.toMatch(/<script|\son\w+=|href|url\(/i);
  expect(svg.match(/https?:[^"]*/g)).toEqual(["http://www.w3.org/2000/svg"]);
});

test.each(Object.entries(APPEARANCE))("the text of a cell that says %s can be read", (_, look) => {
  expect(contrast(look.text, look.fill)).toBeGreaterThanOrEqual(4.5);
});

test("the fills of cells differ in lightness, so that they differ without colour", () => {
  const lights = Object.values(APPEARANCE).map(({ fill }) => luminance(fill));
  const steps = lights.slice(1).map((light, index) => (lights[index] ?? 0) - light);
  expect(steps.every((step) => step > 0.1)).toBe(true);
});

// WCAG 2.2, relative luminance and contrast ratio.
function contrast(a: string, b: string): number {
  const [dark = 0, light = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(color: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(color.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
