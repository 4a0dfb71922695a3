import { type JsonValue, listAt, objectAt } from "@watertight/core/kubernetes";

/** Products of endoflife.date, and whose terms they are. */
export const TERM_PRODUCTS: readonly (readonly [product: string, provider: string])[] = [
  ["kubernetes", "upstream"],
  ["amazon-eks", "eks"],
  ["azure-kubernetes-service", "aks"],
  ["google-kubernetes-engine", "gke"],
  ["containerd", "containerd"],
];

/** The lines of `terms.ts` of one product: by the API (`/api/PRODUCT.json`, fields `cycle`, `support`) or the front matter (`releaseCycle`, `eoas`). */
export function termLines(provider: string, cycles: JsonValue): readonly string[] {
  return listAt(cycles).flatMap((cycle) => {
    const of = objectAt(cycle);
    const minor = wordOf(of["cycle"] ?? of["releaseCycle"]);
    if (!/^\d+\.\d+$/.test(minor)) return [];
    const cells = [
      provider,
      minor,
      dayOf(of["releaseDate"]),
      dayOf(of["support"] ?? of["eoas"]),
      dayOf(of["eol"]),
      dayOf(of["extendedSupport"] ?? of["eoes"]),
      wordOf(of["latest"]).replace(/[|\s]/g, ""),
    ];
    return [cells.join("|")];
  });
}

/** A day; "" where there is none, or where the source says only yes or no. */
function dayOf(value: JsonValue | undefined): string {
  return typeof value === "string" && /^\d{4}-\d{2}-\d{2}$/.test(value) ? value : "";
}

function wordOf(value: JsonValue | undefined): string {
  return typeof value === "string" || typeof value === "number" ? String(value) : "";
}
