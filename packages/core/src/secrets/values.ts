import { isPlaceholder } from "./placeholders.ts";
import { isProse } from "./prose.ts";
import type { Claim } from "./words.ts";

/**
 * Whether a value can be the secret that its key claims. What stands for a secret (a placeholder, a variable, a template, a
 * path, a reference to a vault) is none, and neither are booleans, prose and addresses. Numbers and several words are one
 * where the key is the word for a password.
 */
export function isCredible(value: string, key: string, claim: Claim): boolean {
  const text = value.trim().replace(claim === "likely" ? SCHEME : /^$/, "");
  if (text.length > 4096 || standsForSecret(text) || isPlaceholder(text, key, claim)) return false;
  return !isPlain(text) && BEARS_OUT[claim](text, key);
}

const BEARS_OUT: Readonly<Record<Claim, (text: string, key: string) => boolean>> = {
  exact: (text, key) =>
    text.length >= (isNumber(text) ? 4 : 2) && (!isNumber(text) || NUMERIC.test(key)),
  certain: (text) => text.length >= 4 && isOneValue(text),
  likely: (text) => isOneValue(text) && looksRandom(text),
};

function isOneValue(text: string): boolean {
  return !isNumber(text) && text.split(/\s+/, 3).length < 3;
}

/** Keys of what may be all digits. */
const NUMERIC = /(?:pass(?:w(?:or)?d|phrase|code)?|pwd|secret)[^a-z]*$/i;

/** What stands before a credential in a header. */
const SCHEME = /^(?:basic|bearer|token|apikey)\s+/i;

/** Whether a text stands for a secret that is put in later: a placeholder, a variable, a template or a reference. */
export function standsForSecret(text: string): boolean {
  return PLACEHOLDER.test(text) || INTERPOLATED.test(text) || REFERENCE.test(text);
}

// Orders to the reader, whatever follows; words for "a secret" or "none", where nothing follows but more words; masks.
const PLACEHOLDER =
  /^(?:<[^>]*>|\[[^\]]*\]|[*.#_\s-]+|x{8,}|(?:to[-_ ]?do|fix[-_ ]?me|tbd|change[-_ ]?(?:me|it|this)(?![a-z0-9])|replace|insert|enter[-_ ]|put[-_ ]|fill[-_ ]|to[-_ ]be).*|(?:your?[-_ ]|my[-_]|example|dummy|placeholder|redacted)[a-z _-]*|(?:none|null|nil|undefined|unset|empty|n\/a|secret|token))$/i;

// `$(VAR)`, `${VAR}`, `$VAR`, `{{ .Values.x }}`, `%(x)s`, `%{x}`, `<%= x %>`, `@x@`, `__x__`, `https://<user>:<password>@…`.
const INTERPOLATED =
  /\$[({]|\$[A-Z_]{3}|^\$\w+$|\{\{|%[({]|<%|^@[\w.-]+@$|^__\w+__$|^%\w+%$|<[\w .-]+>/;

// What tools replace when the program starts: vaults, secret managers, SOPS.
const REFERENCE =
  /^(?:vault:|ref\+|op:\/\/|arn:|projects\/|secretref|secret:|awssm|awssecret|gcpsecret|azurekeyvault|keyvault|file:|env:|k8s:|ENC\[|AQICAH|!)/i;

/** What a secret never is: a path, a file name, an address, an amount, prose, the name of a field. */
function isPlain(text: string): boolean {
  return (
    /^(?:true|false|yes|no|y|n|on|off|enabled|disabled|required|optional|auto|default|basic|bearer|digest|\d+(?:\.\d+)?\s?(?:[nmu]?s|m|min|h|d|[kmgt]i?b?))$/i.test(
      text,
    ) ||
    /^(?:~|\.{0,2})\/|^[A-Za-z]:\\/.test(text) ||
    /^[\w./-]+\.(?:cert|cfg|conf|crt|csv|env|ini|jks|json|jwks|key|p12|pem|pfx|properties|pub|sh|toml|txt|xml|ya?ml)$/i.test(
      text,
    ) ||
    // Addresses with a password are a format of their own.
    /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ||
    /^[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}(?::\d+)?$/i.test(text) ||
    isProse(text) ||
    /^-----BEGIN (?:CERTIFICATE|PUBLIC KEY)/.test(text)
  );
}

function isNumber(text: string): boolean {
  return /^\d+(?:\.\d+)?$/.test(text);
}

/** Whether letters and digits are mixed as no name or word has them. */
function looksRandom(text: string): boolean {
  if (text.length < 12 || /\s/.test(text) || !/\d/.test(text) || !/[A-Za-z]/.test(text))
    return false;
  return entropyOf(text) >= (/^[0-9a-f-]+$/i.test(text) ? 3 : 3.5);
}

/** Shannon's entropy in bits a character. */
function entropyOf(text: string): number {
  const counts = new Map<string, number>();
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1);
  let entropy = 0;
  for (const count of counts.values())
    entropy -= (count / text.length) * Math.log2(count / text.length);
  return entropy;
}
