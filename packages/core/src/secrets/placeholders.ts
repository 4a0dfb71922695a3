import { type Claim, claimOf } from "./words.ts";

/**
 * Whether a text under a key with this claim stands where a credential is to be put in by hand: deployed as it is, it is the
 * credential, or the program has none. What a program fills in (variables, templates, references) is no such text.
 */
export function isPlaceholder(text: string, key: string, claim: Claim): boolean {
  if (text.length > 128 || FILLED_IN.test(text) || ABSENT.test(text)) return false;
  if (ORDER.test(text) || BRACKETED.test(text) || isNameOfSecret(text, key)) return true;
  return claim !== "likely" && STAND_IN.test(text);
}

const FILLED_IN = /\$[({]|\{\{|%[({]|<%|^%\w+%$|^!/;

/** Words of programs for "nothing". */
const ABSENT = /^<?(?:no value|nil|none|null|undefined|unset|empty|n\/a)>?$/i;

/** Orders to whoever deploys it, whatever follows. */
const ORDER =
  /^(?:change[-_ ]?(?:me|it|this)(?![a-z0-9])|(?:to[-_ ]?do|fix[-_ ]?me|tbd|replace|insert|enter|put|fill)(?![a-z0-9])|your?[-_ ][a-z _-]+$|to[-_ ]be[-_ ])/i;

const BRACKETED = /^<[a-z][\w .,:/-]*>$/i;

/** What only the name of a password makes a placeholder. */
const STAND_IN =
  /^(?:\[[a-z][^\]]*\]|[*.#]{3,}|x{8,}|(?:my[-_]|example|dummy|placeholder|redacted)[a-z _-]*|secret)$/i;

/** `GOOGLE_API_KEY_VAL` for GOOGLE_API_KEY, `DB_PASSWORD` for db.password: the name of the secret in the place of its value. */
function isNameOfSecret(text: string, key: string): boolean {
  if (!/^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+$/.test(text)) return false;
  const name = text.replace(/_(?:VAL|VALUE|HERE)$/, "");
  return name !== text || wordsOf(name) === wordsOf(key) || claimOf(name) === "exact";
}

function wordsOf(text: string): string {
  return text.toLowerCase().replace(/[^a-z0-9]/g, "");
}
