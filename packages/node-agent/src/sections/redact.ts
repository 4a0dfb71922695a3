/** A flag whose name claims a secret; those that name a file of one end in `-file`. */
const CLAIMS = /passw|secret|credential|token$|[-_]key$/i;

/** Switches, numbers and paths are no secrets. */
const HARMLESS_VALUE = /^(?:true|false|\d{1,6}|\/.*|)$/;

/** The words of a command line without the values of flags whose names claim secrets. */
export function withoutSecrets(words: readonly string[]): readonly string[] {
  let hidesNext = false;
  return words.map((word) => {
    const wasClaimed = hidesNext;
    hidesNext = false;
    const [, flag, value] = /^(--?[\w.-]+)(?:=(.*))?$/s.exec(word) ?? [];
    if (flag === undefined) return wasClaimed && !HARMLESS_VALUE.test(word) ? TAKEN_OUT : word;
    if (!CLAIMS.test(flag)) return word;
    hidesNext = value === undefined;
    return value === undefined || HARMLESS_VALUE.test(value) ? word : `${flag}=${TAKEN_OUT}`;
  });
}

const TAKEN_OUT = "(taken out)";

/** A kubelet's configuration without the headers for its URL of pods, which may carry a token. */
export function withoutHeaders(text: string): {
  readonly text: string;
  readonly redacted: boolean;
} {
  if (!text.includes("staticPodURLHeader")) return { text, redacted: false };
  const json = /^\s*\{/.test(text);
  const clean = json
    ? text.replace(/"staticPodURLHeader"\s*:\s*\{[^{}]*\}/g, '"staticPodURLHeader":{}')
    : text.replace(/^(\s*)staticPodURLHeader:.*(?:\n(?:\1[ \t-].*|\s*))*/gm, "");
  return clean.includes("staticPodURLHeader") && !json
    ? { text: "", redacted: true }
    : { text: clean, redacted: true };
}

const PROVIDERS = "identity|aescbc|aesgcm|secretbox|kms";

/** Lines of an encryption configuration that can hold no key: everything else is left out. */
const HARMLESS = new RegExp(
  `^\\s*(?:- )?(?:apiVersion: \\S{1,64}|kind: \\w{1,40}|(?:resources|providers|keys):|(?:${PROVIDERS}):\\s*(?:\\{\\})?|- [a-z*][a-z0-9.*-]{0,60})\\s*$`,
);

/** What an encryption configuration says of resources and providers, without keys. */
export function withoutKeys(text: string): string {
  return text
    .split("\n")
    .map((line) => (HARMLESS.test(line) ? line : line.replace(/\S.*/, "# (taken out)")))
    .join("\n");
}
