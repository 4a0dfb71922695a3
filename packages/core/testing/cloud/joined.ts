import { ADMINS } from "./joined-admins.ts";
import { UNREACHABLE } from "./joined-endpoints.ts";
import { KUBELET } from "./joined-kubelets.ts";
import { SESSION } from "./joined-sessions.ts";

/** Checks of what several documents say together, with what they are held to in every shape. */
export const JOINED = {
  "cloud-access-policy-admin": ADMINS,
  "cloud-endpoint-unreachable": UNREACHABLE,
  "cloud-kubelet-open": KUBELET,
  "cloud-node-session-missing": SESSION,
} as const;
