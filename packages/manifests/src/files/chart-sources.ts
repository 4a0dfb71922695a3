import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import type { ChartInput } from "./input.ts";
import { mappingsOf, readMapping, textOf } from "./mapping.ts";
import { compareText, isArchiveName, nameBelow } from "./names.ts";

/**
 * A function from what Helm writes after `# Source:` (`chart/charts/sub/templates/x.yaml`) to the name of the file: Helm has
 * the charts' names there, in which folders and archives need not agree.
 */
export function chartSources(chart: ChartInput): (source: string) => string {
  const known = new Map<string, string>();
  return (source) => {
    const name = known.get(source) ?? fileOf(chart, source);
    known.set(source, name);
    return name;
  };
}

function fileOf(chart: ChartInput, source: string): string {
  const parts = source.split("/");
  if (parts.some((part) => part === ".." || part === "." || part === "")) return chart.name;
  if (chart.archive) return `${chart.name}!${source}`;
  let { name, path } = chart;
  let rest = parts.slice(1);
  while (rest[0] === "charts" && rest.length > 2) {
    const found = subchart(path, rest[1] ?? "");
    if (!found) break;
    name = nameBelow(name, `charts/${found}`);
    path = join(path, "charts", found);
    rest = rest.slice(2);
    if (isArchiveName(found)) return `${name}!${[parts.at(-rest.length - 1), ...rest].join("/")}`;
  }
  return rest.length === 0 ? name : nameBelow(name, rest.join("/"));
}

/** The entry of `charts/` that holds the chart which Helm calls `name`, perhaps by an alias. */
function subchart(folder: string, name: string): string | undefined {
  const dependencies = mappingsOf(readMapping(join(folder, "Chart.yaml"))?.["dependencies"]);
  const aliased = dependencies.find(({ alias }) => alias === name);
  const own = aliased ? textOf(aliased["name"]) : name;
  const charts = join(folder, "charts");
  if (existsSync(join(charts, own, "Chart.yaml"))) return own;
  const entries = entriesOf(charts);
  return (
    entries.find((entry) => readMapping(join(charts, entry, "Chart.yaml"))?.["name"] === own) ??
    entries.find((entry) => isArchiveName(entry) && entry.startsWith(`${own}-`))
  );
}

function entriesOf(folder: string): string[] {
  try {
    return readdirSync(folder).sort(compareText);
  } catch {
    return [];
  }
}
