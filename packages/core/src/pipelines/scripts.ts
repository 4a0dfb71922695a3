/** What a script does to a cluster. */
export interface ScriptSigns {
  /** Whether it speaks to a cluster at all. */
  readonly deploys: boolean;
  /** Contexts of a kubeconfig that it chooses. */
  readonly contexts: readonly string[];
  readonly namespaces: readonly string[];
  /** Files, folders and charts that it applies. */
  readonly paths: readonly string[];
  /** Whether it reads what GitLab's connection by certificates puts into variables. */
  readonly certificate: boolean;
  /** Whether it logs in at a cloud for its kubeconfig. */
  readonly cloud: boolean;
  /** Roles, accounts and applications of clouds that it exchanges a token of its own for; a variable stays as it is. */
  readonly roles: readonly string[];
}

const DEPLOYS =
  /\b(?:kubectl\s[^\n]*\b(?:apply|create|delete|patch|replace|rollout|scale|set|exec|run)\b|helm\s[^\n]*\b(?:install|upgrade|uninstall|rollback)\b|helmfile\s|kapp\s[^\n]*\bdeploy\b|skaffold\s[^\n]*\b(?:run|deploy)\b|werf\s[^\n]*\bconverge\b)/;

/** Characters of a line that are read: what is longer was not written by people, and patterns take long for it. */
const LONGEST_LINE = 2000;

/** Reads the signs of a script; variables stay as they are and name nothing. */
export function readScript(text: string): ScriptSigns {
  const lines = text
    .replaceAll(/\\\r?\n/g, " ")
    .split("\n")
    .map((line) => line.slice(0, LONGEST_LINE));
  const has = (pattern: RegExp): boolean => lines.some((line) => pattern.test(line));
  const all = (pattern: RegExp): readonly string[] => [
    ...new Set(
      lines.flatMap((line) => Array.from(line.matchAll(pattern), ([, found = ""]) => found)),
    ),
  ];
  return {
    deploys: has(DEPLOYS),
    contexts: all(/\bconfig\s+use-context\s+["']?([^\s"';&|]+)/g),
    namespaces: all(/(?:\s-n[\s=]+|\s--namespace[\s=]+)["']?([a-z0-9][a-z0-9-]{0,62})\b/g),
    paths: [
      ...all(/\bkubectl\s[^;&|]*?\s(?:-f|--filename|-k|--kustomize)[\s=]+["']?([^\s"';&|$]+)/g),
      ...all(/\bhelm\s[^;&|]*?\s(\.{1,2}\/[^\s"';&|$]*|charts?\/[^\s"';&|$]+)/g),
    ].filter((path) => path !== "-"),
    certificate: has(/\$\{?KUBE_(?:TOKEN|CA_PEM|CA_PEM_FILE|URL)\b/),
    cloud: has(
      /\b(?:aws\s+eks\s+update-kubeconfig|az\s+aks\s+get-credentials|gcloud\s+container\s+clusters\s+get-credentials)\b/,
    ),
    roles: [
      ...all(/\baws\s[^;&|]*?\s--role-arn[\s=]+["']?([^\s"';&|]+)/g),
      ...all(/\bgcloud\s[^;&|]*?\s--service-account[\s=]+["']?([^\s"';&|]+)/g),
      ...all(/\baz\s+login\s[^;&|]*?(?:-u|--username)[\s=]+["']?([^\s"';&|]+)/g),
    ],
  };
}
