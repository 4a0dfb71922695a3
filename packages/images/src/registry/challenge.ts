/** What a registry asks for with 401 (RFC 9110, WWW-Authenticate). */
export interface Challenge {
  readonly scheme: "bearer" | "basic";
  readonly parameters: ReadonlyMap<string, string>;
}

/** The first challenge that can be answered; undefined where there is none. */
export function parseChallenge(header: string | undefined): Challenge | undefined {
  // No registry says more, and the pattern is tried at each place.
  const text = (header ?? "").slice(0, 8192);
  const [, scheme, rest = ""] = /(?:^|,\s*)(bearer|basic)(?:\s+(.*))?$/is.exec(text) ?? [];
  if (scheme === undefined) return undefined;
  return {
    scheme: scheme.toLowerCase() === "bearer" ? "bearer" : "basic",
    parameters: parametersIn(rest),
  };
}

function parametersIn(text: string): ReadonlyMap<string, string> {
  const parameters = new Map<string, string>();
  for (const [, name = "", quoted, plain = ""] of text.matchAll(
    /([a-z_]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s,"]+))/gi,
  ))
    parameters.set(name.toLowerCase(), quoted?.replaceAll(/\\(.)/g, "$1") ?? plain);
  return parameters;
}
