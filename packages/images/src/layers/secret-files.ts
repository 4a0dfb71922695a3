import { type FoundSecret, secretsAssigned, secretsInText } from "@watertight/core/secrets";

/** A secret in a file; its value is nowhere. */
export interface FoundSecretInFile {
  readonly kind: string;
  /** The key that it is assigned to, where one is. */
  readonly key?: string;
  readonly valueFingerprint: string;
}

/** Longer files are no settings. */
export const LONGEST_SECRET_FILE = 1_048_576;

// By their names: keys, and what programs keep credentials in.
const NAMED =
  /(?:^|\/)(?:\.env(?:\.[\w.-]+)?|\.npmrc|\.yarnrc(?:\.yml)?|\.pypirc|\.netrc|_netrc|\.git-credentials|\.dockercfg|\.docker\/config\.json|\.aws\/credentials|\.kube\/config|\.pgpass|\.my\.cnf|\.htpasswd|\.terraformrc|kubeconfig|credentials(?:\.json|\.xml|\.toml)?|secrets?\.(?:ya?ml|json|toml|properties|env)|wp-config\.php|terraform\.tfstate|settings\.xml|id_(?:rsa|dsa|ecdsa|ed25519)|[^/]+\.(?:pem|key|ppk|kubeconfig|tfvars|env))$/i;
/** Settings of applications; those of the distribution and of libraries are not the builder's. */
const SETTINGS = /\.(?:ya?ml|json|toml|ini|conf|cfg|properties)$/i;
const NOT_THE_BUILDERS =
  /^(?:usr|lib|lib64|bin|sbin|etc\/(?:ssl\/certs|ca-certificates|pki)|var\/lib\/(?:dpkg|apt))\/|(?:^|\/)(?:node_modules|site-packages|dist-packages|gems|vendor|certifi|\.git)\//;

/** Whether a file may hold a secret that somebody put into the image. */
export function mayHoldSecrets(path: string): boolean {
  if (
    NOT_THE_BUILDERS.test(path) &&
    !path.startsWith("usr/src/") &&
    !path.startsWith("usr/local/etc/")
  )
    return false;
  return NAMED.test(path) || SETTINGS.test(path);
}

/** The secrets of a file by their form or by the key that claims one. */
export function secretsOfFile(text: string): readonly FoundSecretInFile[] {
  // What has zero bytes is no text.
  if (text.includes("\0")) return [];
  return told([...secretsInText(text), ...secretsAssigned(text)]);
}

/** Each value once, without what is not to be said of it. */
export function told(secrets: readonly FoundSecret[]): readonly FoundSecretInFile[] {
  const found = new Map<string, FoundSecretInFile>();
  for (const { kind, key, valueFingerprint } of secrets) {
    if (!found.has(valueFingerprint))
      found.set(valueFingerprint, {
        kind,
        ...(key === undefined ? {} : { key }),
        valueFingerprint,
      });
  }
  return [...found.values()];
}
