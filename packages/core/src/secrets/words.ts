/** How strongly the name of a key claims that its value is secret. */
export type Claim = "exact" | "certain" | "likely";

/**
 * What the name of a key claims about its value: `exact` where the name ends in the word for a password or the like, which then
 * may be of any form; `certain` where that word stands further ahead; `likely` for words that name other things too (`token`,
 * `secret`), where the value has to look like one. Undefined: nothing.
 */
export function claimOf(key: string): Claim | undefined {
  const known = CLAIMS.get(key);
  if (known !== undefined) return known.claim;
  const claim = claimOfWords(wordsOf(key));
  if (CLAIMS.size >= MOST_CLAIMS) CLAIMS.clear();
  CLAIMS.set(key, { claim });
  return claim;
}

/** A manifest has the same few hundred names of keys over and over. */
const CLAIMS = new Map<string, { readonly claim: Claim | undefined }>();
const MOST_CLAIMS = 10_000;

function claimOfWords(words: readonly string[]): Claim | undefined {
  const last = words.at(-1) ?? "";
  if (ABOUT.has(last) || words.some((word) => HARMLESS.has(word))) return undefined;
  const joined = ` ${words.join(" ")} `;
  // `passwordSecret` names the Secret that holds the password.
  if (CERTAIN.test(joined) && !/ (?:passw(?:or)?d|token|key|credentials?) secret $/.test(joined))
    return EXACT.test(joined) ? "exact" : "certain";
  return LIKELY.test(joined) ? "likely" : undefined;
}

/** `dbPassword`, `DB_PASSWORD` and `db.password` are the words db and password. */
function wordsOf(key: string): readonly string[] {
  return key
    .slice(-128)
    .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
    .replace(/([A-Z])([A-Z][a-z])/g, "$1 $2")
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== "");
}

const CERTAIN =
  / (?:[a-z0-9]*passw(?:or)?d|pass(?:phrase|code)|pwd|[a-z]*pass|(?:secret|private|signing|encryption|master|shared) key|secret access key|(?:api|access|account|app|license) (?:key|token|secret)|(?:client|consumer|app|webhook|oauth) secret|(?:bot|bearer|refresh|auth|personal access|session) token|apikey|api[a-z]*token|privatekey|secretkey|accesskey|azure [a-z]+ key|key content|hmac key|cookie secret|jwt secret|secret token|connection string|connectionstring) /;

/** The same words at the end, but for a number: `db password 2`. */
const EXACT = new RegExp(`${CERTAIN.source}(?:\\d+ )?$`);

const LIKELY =
  / (?:secrets?|tokens?|credentials?|creds|auth(?:orization|entication)?|jwt|bearer|[a-z]*key|salt|dsn) /;

/** Last words that make a key speak about a secret instead of holding it. */
const ABOUT: ReadonlySet<string> = new Set(
  `file files path dir directory folder name names namespace ref reference refs url uri urls endpoint host hostname hosts server port
  address enabled disabled enable required optional count length size min max limit ttl timeout expiry expiration expires lifetime
  duration interval age seconds minutes hours days period rotation policy policies type kind format encoding algorithm alg version
  prefix suffix header headers field fields column attribute claim claims param parameter scheme method mode provider issuer audience
  scope scopes id ids index store storage backend manager engine mount volume template pattern regex regexp hint label labels
  description title message text prompt user username email selector class service account annotation annotations keys property
  properties json yaml yml xml txt conf cfg ini toml env pem crt cert certificate ca pub sh tpl tmpl md html sql lua py js
  reset change changed history strength validation validator verify reviewer review realm resolver helper plugin source target location
  action actions config configuration settings options usage rate bucket group groups role roles`.split(
    /\s+/,
  ),
);

/** Words that make a key harmless wherever they stand. */
const HARMLESS: ReadonlySet<string> = new Set(
  `public publickey pubkey tokenizer tokenizers tokens keyboard keyspace keystone monkey turkey hotkey sortkey primary foreign partition
  bypass compass sort cache ignore skip allow allowed disable max min keyring`.split(/\s+/),
);
