import type { ConfigurationFile } from "./configuration.ts";

/** The configuration with the ids that checks have today in place of those that they had before; other names stay as they are. */
export function withCurrentIds(
  configuration: ConfigurationFile,
  former: ReadonlyMap<string, readonly string[]>,
): ConfigurationFile {
  const { admission, checks, exceptions } = configuration;
  const current = (ids: readonly string[]): readonly string[] =>
    ids.flatMap((id) => former.get(id) ?? [id]);
  return {
    ...configuration,
    ...(checks && { checks: currentChecks(checks, current) }),
    ...(admission?.modes && {
      admission: {
        ...admission,
        modes: admission.modes.map((each) => ({
          ...each,
          ...(each.checks && { checks: current(each.checks) }),
        })),
      },
    }),
    ...(exceptions && {
      exceptions: exceptions.map((exception) => ({
        ...exception,
        checks: current(exception.checks),
      })),
    }),
  };
}

type Checks = NonNullable<ConfigurationFile["checks"]>;

function currentChecks(
  { only, skip, severity, ...rest }: Checks,
  current: (ids: readonly string[]) => readonly string[],
): Checks {
  return {
    ...rest,
    ...(only && { only: current(only) }),
    ...(skip && { skip: current(skip) }),
    ...(severity && { severity: currentSeverities(severity, current) }),
  };
}

/** What is said by the id of today goes before what is said by a former one. */
function currentSeverities(
  severity: NonNullable<Checks["severity"]>,
  current: (ids: readonly string[]) => readonly string[],
): NonNullable<Checks["severity"]> {
  const entries = Object.entries(severity);
  const renamed = entries.flatMap(([id, value]) =>
    current([id]).map((each) => [each, value] as const),
  );
  const own = entries.filter(([id]) => current([id]).includes(id));
  return Object.fromEntries([...renamed, ...own]);
}
