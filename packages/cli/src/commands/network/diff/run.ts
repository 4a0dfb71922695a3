import { stringifyJson } from "@watertight/core/kubernetes";
import {
  type ChangedConnection,
  compareConnections,
  connectionsOf,
} from "@watertight/core/network";
import type { Run } from "../../../command.ts";
import { EXIT_STATUS } from "../../../exit-status.ts";
import { markdownText } from "../../../formats/markdown-text.ts";
import { sanitize } from "../../../terminal/sanitize.ts";
import { connectionJson, portsText } from "../connections/formats.ts";
import { readNetwork } from "../settings.ts";

/** `network diff`: 1 when connections are gained. */
export const run: Run = async (args, context) => {
  const [before = "", after = ""] = args.operands;
  const old = await readNetwork(args, context, { paths: [before] });
  const now = await readNetwork(args, context, { paths: [after] });
  const changes = compareConnections(connectionsOf(old.analysis), connectionsOf(now.analysis));
  const gained = changes.gained.length > 0 ? EXIT_STATUS.findings : EXIT_STATUS.clean;
  const status = old.incomplete || now.incomplete ? EXIT_STATUS.incomplete : gained;
  context.statusSoFar(status);
  const write = FORMATS.get(args.value("output") ?? "text");
  context.stdout.write(write?.(changes.gained, changes.lost) ?? "");
  return status;
};

type Changes = readonly ChangedConnection[];

const FORMATS: ReadonlyMap<string, (gained: Changes, lost: Changes) => string> = new Map([
  ["text", asText],
  ["json", asJson],
  ["markdown", asMarkdown],
]);

function asText(gained: Changes, lost: Changes): string {
  const row =
    (sign: string) =>
    (change: ChangedConnection): string =>
      sanitize(
        `${sign} ${change.src} => ${change.dst} : ${portsText(change.ports)}${doubt(change)}`,
      );
  return `${[...gained.map(row("+")), ...lost.map(row("-")), summary(gained, lost)].join("\n")}\n`;
}

function doubt({ verdict }: ChangedConnection): string {
  return verdict === "unknown" ? " (may pass or not)" : "";
}

function summary(gained: Changes, lost: Changes): string {
  return `${gained.length} gained, ${lost.length} lost.`;
}

function asJson(gained: Changes, lost: Changes): string {
  const list = (changes: Changes): string =>
    changes.length === 0
      ? "[]"
      : `[\n${changes.map((each) => `  ${stringifyJson({ ...connectionJson(each), verdict: each.verdict })}`).join(",\n")}\n]`;
  return `{"gained": ${list(gained)},\n"lost": ${list(lost)}}\n`;
}

function asMarkdown(gained: Changes, lost: Changes): string {
  const row =
    (word: string) =>
    (change: ChangedConnection): string => {
      const cells = [word, change.src, change.dst, `${portsText(change.ports)}${doubt(change)}`];
      return `| ${cells.map(markdownText).join(" | ")} |`;
    };
  const rows = [...gained.map(row("gained")), ...lost.map(row("lost"))];
  const table =
    rows.length === 0 ? [] : ["| | from | to | ports |", "|---|---|---|---|", ...rows, ""];
  return `${[...table, summary(gained, lost)].join("\n")}\n`;
}
