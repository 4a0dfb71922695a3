import type { Reading } from "./reading.ts";
import { INGRESS_NGINX_READINGS } from "./readings-of-ingress-nginx.ts";
import { NODE_READINGS } from "./readings-of-nodes.ts";
import { SERVER_READINGS } from "./readings-of-servers.ts";

/** The readings, by CVE; of what is not among them no more than the version decides, or is known. */
export const READINGS: ReadonlyMap<string, Reading> = new Map([
  ...SERVER_READINGS,
  ...NODE_READINGS,
  ...INGRESS_NGINX_READINGS,
]);
