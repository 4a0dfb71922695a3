import { resolve } from "node:path";
import { chartSources } from "./chart-sources.ts";
import type { ChartInput } from "./input.ts";
import {
  inTemporaryFolder,
  isolated,
  type ProgramOptions,
  RENDER_TIMEOUT,
  type Rendered,
  type RenderedDocument,
} from "./rendered.ts";
import { runProgram } from "./run-program.ts";
import { plainLines } from "./words.ts";

/** What Helm is told besides the chart. */
export interface ChartOptions extends ProgramOptions {
  /** Local files, as `--values`; a later one overrides an earlier one. */
  readonly values: readonly string[];
  /** As `--set`. */
  readonly set: readonly string[];
  /** As `v1.37`. */
  readonly kubeVersion: string;
  /** The program; else WATERTIGHT_HELM of the environment, else `helm` on the PATH. */
  readonly helm?: string;
}

/** Renders a chart with `helm template`, its custom resource definitions and hooks included; it never rejects for a bad chart. */
export async function renderChart(chart: ChartInput, options: ChartOptions): Promise<Rendered> {
  const env = options.env ?? process.env;
  const program = options.helm ?? (env["WATERTIGHT_HELM"] || "helm");
  const result = await inTemporaryFolder((folder) =>
    runProgram(program, helmArguments(chart, options), {
      cwd: folder,
      env: isolated(env, folder),
      timeout: options.timeout ?? RENDER_TIMEOUT,
    }),
  );
  if ("missing" in result) {
    const advice = result.missing ? "; install Helm 3 or set WATERTIGHT_HELM to its path" : "";
    const words = result.failed.replaceAll(chart.path, chart.name);
    return { failed: `The chart ${chart.name} was not rendered: helm ${words}${advice}.` };
  }
  const warnings = plainLines(result.stderr).map(
    (line) =>
      `Rendering the chart ${chart.name}, helm warns: ${line.replaceAll(chart.path, chart.name)}`,
  );
  return { documents: splitOutput(result.stdout, chart), warnings };
}

/** A chart's own name mostly keeps generated names short and equal to those of a real release. */
function helmArguments(chart: ChartInput, options: ChartOptions): string[] {
  const isName = /^[a-z0-9](?:[a-z0-9-]{0,51}[a-z0-9])?$/.test(chart.chartName);
  return [
    "template",
    isName ? chart.chartName : "release-name",
    chart.path,
    "--include-crds",
    // Charts compare with what a cluster says of itself, which has a patch number.
    `--kube-version=${options.kubeVersion.replace(/^v?\d+\.\d+$/, "$&.0")}`,
    // Helm reads the flag as comma-separated values, and fetches addresses: an absolute path, quoted, is neither.
    ...options.values.map((path) => `--values="${resolve(path).replaceAll('"', '""')}"`),
    ...options.set.map((assignment) => `--set=${assignment}`),
  ];
}

/**
 * Cuts Helm's output where it says `# Source:` directly after a `---`. Definitions of custom resources come as whole files, so
 * a document without such a line belongs to the one before.
 */
function splitOutput(output: string, chart: ChartInput): RenderedDocument[] {
  const fileOf = chartSources(chart);
  const starts = [...output.matchAll(/^---[ \t]*\r?\n# Source: ([^\r\n]*)/gm)];
  const documents: RenderedDocument[] = [];
  let line = 1;
  let from = 0;
  let file = chart.name;
  const cut = (to: number): void => {
    const text = output.slice(from, to);
    if (text.trim() !== "") documents.push({ text, file, line });
    line += text.split("\n").length - 1;
    from = to;
  };
  for (const start of starts) {
    cut(start.index);
    // The `---` line belongs to no document.
    from += output.indexOf("\n", start.index) + 1 - start.index;
    line += 1;
    file = fileOf(start[1] ?? "");
  }
  cut(output.length);
  return documents;
}
