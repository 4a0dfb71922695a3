import type { ReportContext } from "@watertight/reports";
import { SCAN_OPTIONS } from "../../cluster-options.ts";
import type { Arguments } from "../../command.ts";
import type { Context } from "../../context.ts";
import { isClusterPath } from "../../live/cluster-path.ts";
import { shellWord } from "../../terminal/shell-word.ts";

/** The commands that go on from a scan, with the paths and options that it was given. */
export function nextStepsOf(
  args: Arguments,
  { environment }: Pick<Context, "environment">,
  { changesFiles }: { readonly changesFiles: boolean },
): NonNullable<ReportContext["nextSteps"]> {
  // Within a script of npm the command is found; outside of it npx finds it.
  const program =
    environment["npm_lifecycle_event"] === undefined ? "watertight" : "npx watertight";
  const paths = args.operands.filter((path) => !isClusterPath(path));
  const rest = [...paths, ...optionsOf(args)].map(shellWord).join(" ");
  const fromStdin = args.operands.includes("-");
  return (worst) => {
    if (!worst) return [];
    return [
      `${program} explain ${shellWord(worst.check)}`,
      ...(fromStdin
        ? []
        : [
            ...(changesFiles ? [`${program} fix ${rest}`] : []),
            `${program} scan -o html=report.html ${rest}`,
          ]),
    ];
  };
}

/** What of the command line decides what is found. */
function optionsOf(args: Arguments): readonly string[] {
  return SCAN_OPTIONS.filter(({ sameAs }) => sameAs === undefined).flatMap(({ name, kind }) => {
    if (name === "quiet" || name === "filename") return [];
    if (kind === "flag") return args.flag(name) ? [`--${name}`] : [];
    const values = kind === "value" ? [args.value(name) ?? []].flat() : args.values(name);
    return values.flatMap((value) => [`--${name}`, value]);
  });
}
