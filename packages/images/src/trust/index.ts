export type { Authority } from "./authorities.ts";
export { authoritiesOf } from "./configured.ts";
export { createImageTrust, type ImageTrust, type TrustSettings } from "./image-trust.ts";
