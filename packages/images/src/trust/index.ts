export { type Authority, keyAuthority } from "./authorities.ts";
export { authoritiesOf } from "./configured.ts";
export { verifySigstore } from "./cosign.ts";
export { createImageTrust, type ImageTrust, type TrustSettings } from "./image-trust.ts";
export { verifyKeyless } from "./keyless.ts";
