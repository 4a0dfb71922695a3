import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { type Figure, median, ratioFigure } from "./figure.ts";

interface Watched {
  readonly scan: number;
  readonly changes: readonly { readonly name: string; readonly seconds: number }[];
}

/** Seconds within which the findings stand after a change. */
const WITHIN = 0.05;
/** Of a scan of everything. */
const PART = 0.02;

/** How soon the findings of 10,000 Deployments stand after one of them changed, against a scan of all of them. */
export function measureWatch(): readonly Figure[] {
  const script = fileURLToPath(new URL("watch-process.ts", import.meta.url));
  const output = execFileSync(
    process.execPath,
    ["--conditions=source", "--import", "tsx", script],
    { encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] },
  );
  // A door: the process prints this.
  const { scan, changes } = JSON.parse(output) as Watched;
  const half = median(changes.map(({ seconds }) => seconds));
  const name = "findings after a change to one of 10,000 Deployments, median";
  return [
    ratioFigure(`${name} / ${WITHIN} s`, half, WITHIN, 1),
    ratioFigure(`${name} / a scan of all`, half, scan, PART),
  ];
}
