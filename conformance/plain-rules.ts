const FIELDS = ["verbs", "apiGroups", "resources", "resourceNames", "nonResourceURLs"] as const;

type Written = Partial<Record<(typeof FIELDS)[number], unknown>>;

/** Rules of roles with all of their lists, so that rules from different hands can be compared: read here and not by the engine. */
export function plainRules(rules: readonly Written[]): readonly Written[] {
  return rules.map((rule) => Object.fromEntries(FIELDS.map((field) => [field, rule[field] ?? []])));
}
