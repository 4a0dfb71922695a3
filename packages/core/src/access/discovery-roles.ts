/** Roles that show every identity what the API has: no reason for a token, and no weakness. */
export const DISCOVERY_ROLE: RegExp =
  /^system:(basic-user|discovery|public-info-viewer|service-account-issuer-discovery)$/;
