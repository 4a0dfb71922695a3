/** What `docker run` was told, of what our documents say. */
export interface DockerRun {
  readonly readOnly: boolean;
  readonly withoutNetwork: boolean;
  readonly interactive: boolean;
  readonly mounts: readonly {
    readonly source: string;
    readonly target: string;
    readonly readOnly: boolean;
  }[];
  readonly image: string;
  readonly args: readonly string[];
}

/** Options that are there or not. */
const FLAGS = ["--rm", "--read-only", "--interactive"];
/** Options with a value. */
const VALUES = ["--network", "--volume"];

/** Reads a `docker run`. An option that no document uses yet is an `Error`, so that none is passed over. */
export function dockerRunOf(command: string): DockerRun {
  const [docker, verb, ...rest] = wordsOf(command);
  if (docker !== "docker" || verb !== "run") throw new Error(`This is no docker run: ${command}`);
  const options: (readonly [name: string, value: string])[] = [];
  while (rest[0]?.startsWith("-")) {
    const name = rest.shift() ?? "";
    if (FLAGS.includes(name)) options.push([name, ""]);
    else if (VALUES.includes(name)) options.push([name, rest.shift() ?? ""]);
    else throw new Error(`${name} is not known here: ${command}`);
  }
  const has = (name: string, value = ""): boolean =>
    options.some((option) => option[0] === name && option[1] === value);
  const [image = "", ...args] = rest;
  return {
    readOnly: has("--read-only"),
    withoutNetwork: has("--network", "none"),
    interactive: has("--interactive"),
    mounts: options.filter(([name]) => name === "--volume").map(([, volume]) => mountOf(volume)),
    image,
    args,
  };
}

function wordsOf(command: string): readonly string[] {
  const matches = [...command.matchAll(/"([^"]*)"|'([^']*)'|(\S+)/g)];
  return matches.map(([, double, single, bare]) => double ?? single ?? bare ?? "");
}

function mountOf(volume: string): DockerRun["mounts"][number] {
  const [source = "", target = "", mode] = volume.split(":");
  return { source, target, readOnly: mode === "ro" };
}
