import {
  type Connection,
  nameOfEnd,
  nameOfNeed,
  type ObservedNeeds,
  type Synthesis,
} from "@watertight/core/network";
import { portsText } from "@watertight/reports/network";
import { sanitize } from "@watertight/reports/text";

// Longer lists are cut: -o json has all.
const SHOWN = 20;

/** What was done and what the engine says of it, for people. */
export function synthesisText(
  synthesis: Synthesis,
  observed: ObservedNeeds,
  hasFlows: boolean,
): string {
  const { proof } = synthesis;
  const asked = proof.proven.length + proof.failed.length;
  const closed = proof.closed.filter(({ verdict }) => verdict === "no");
  const unsure = proof.closed.filter(({ verdict }) => verdict !== "no");
  const skipped = [...observed.skipped].map(([reason, count]) => `${count} ${reason}`);
  const sections = [
    ...(hasFlows
      ? [
          section(
            `Flows: ${observed.flows} connections, ${observed.badLines.length} bad lines${skipped.length > 0 ? `; left out: ${skipped.join(", ")}` : ""}.`,
            observed.badLines,
          ),
          section("Addresses outside the input:", observed.external),
        ]
      : []),
    section("Needed but denied by the policies of the input:", proof.deniedBefore.map(nameOfNeed)),
    section(`Closed by these policies: ${closed.length}`, closed.map(rowOf)),
    section(`Closed or not, which the input does not show: ${unsure.length}`, unsure.map(rowOf)),
    section(`Not needed and still open: ${proof.stillOpen.length}`, proof.stillOpen.map(rowOf)),
    section("Needs a value:", synthesis.needsValue),
    ...leftOutSections(synthesis),
    section("Not resolved:", synthesis.unresolved),
    section("Not told apart:", synthesis.notToldApart),
    section("Not asked, for want of an address:", proof.notAsked.map(nameOfNeed)),
    section("Assumed:", synthesis.assumptions),
    section("Not proven:", [
      ...proof.failed.map(({ need, verdict }) => `${nameOfNeed(need)}: ${verdict}`),
      ...proof.problems,
    ]),
  ];
  const last = `${synthesis.policies.length} policies; ${proof.proven.length} of ${asked} needed connections proven open, ${closed.length} others close, ${unsure.length > 0 ? `${unsure.length} may close or not, ` : ""}${proof.stillOpen.length} others stay open.`;
  return `${[...sections.filter((text) => text !== ""), last].join("\n\n")}\n`;
}

function leftOutSections({ leftOut }: Synthesis): readonly string[] {
  return [...new Set(leftOut.map(({ because }) => because))].map((because) =>
    section(
      `Left out, because ${because}:`,
      leftOut
        .filter((each) => each.because === because)
        .map(({ from, to, flag }) => {
          const end = { kind: "workload", workload: from } as const;
          return `${nameOfEnd(end)} => ${nameOfEnd(to)} (added by ${flag})`;
        }),
    ),
  );
}

function section(title: string, lines: readonly string[]): string {
  if (lines.length === 0) return title.endsWith(".") ? title : "";
  const shown = lines.slice(0, SHOWN).map((line) => `  ${sanitize(line)}`);
  const rest = lines.length - shown.length;
  return [title, ...shown, ...(rest > 0 ? [`  and ${rest} more (-o json lists all)`] : [])].join(
    "\n",
  );
}

function rowOf({ src, dst, ports }: Connection): string {
  return `${src.name} => ${dst.name} : ${portsText(ports)}`;
}
