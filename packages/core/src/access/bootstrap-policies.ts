/** What of Kubernetes' own roles and bindings counts where the input lacks it. */
export const BOOTSTRAP_POLICIES = ["none", "roles", "roles-and-bindings"] as const;
export type BootstrapPolicy = (typeof BOOTSTRAP_POLICIES)[number];
