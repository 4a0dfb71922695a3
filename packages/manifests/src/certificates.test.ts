import { textAt } from "@watertight/core/kubernetes";
import { wholeSnapshotOf } from "@watertight/core/testing";
import { expect, test } from "vitest";
import { withCertificates } from "./certificates.ts";

// Both by `openssl req -x509 -newkey rsa:BITS -nodes -days 36500`.
const WEAK = `-----BEGIN CERTIFICATE-----
MIIB/DCCAWWgAwIBAgIUZ/OeNZyiGjwxYnDRJCn35aGIZIwwDQYJKoZIhvcNAQEL
BQAwDzENMAsGA1UEAwwEd2VhazAgFw0yNjExMzAyMDM3MjZaGA8yMTI2MTEwNjIw
MzcyNlowDzENMAsGA1UEAwwEd2VhazCBnzANBgkqhkiG9w0BAQEFAAOBjQAwgYkC
gYEA4ksuYc643kv/MXWFtQLMk0VnZpTZdnfGTiTZmMQCi8oWd42sPiUH5USGNabg
ebEfZSguxN3JQ2cp2TGcPp0VpGjQawpRnjvILueMtLvaKQiuWJvq5vNoJZHvOVJK
wVuNRVLOv8G5D/4ruVbGMi0llMPefQSMJaSIXcLNthzSK0kCAwEAAaNTMFEwHQYD
VR0OBBYEFBQF1VvYp7ZnFPckd6JfSajHqmAWMB8GA1UdIwQYMBaAFBQF1VvYp7Zn
FPckd6JfSajHqmAWMA8GA1UdEwEB/wQFMAMBAf8wDQYJKoZIhvcNAQELBQADgYEA
hUyFwPN7/zLKk/6YZx3T+hrDWxUJacvOch+l81Z7cY+3hqJiLXEPRbXMb8LduHB2
+uSLKouky6i68pavcjdoahnumv9i6arbBJR+RWF2XeR6/ocAce6JVs/wLWII+O5e
NVEn6+KAycLj1eOuxQpX56tGvrmyjWvKSqW3kRIVozo=
-----END CERTIFICATE-----
`;
const STRONG = `-----BEGIN CERTIFICATE-----
MIIDBTCCAe2gAwIBAgIUQhGsaYkeEtvgsn478bBtO3aWlU4wDQYJKoZIhvcNAQEL
BQAwETEPMA0GA1UEAwwGc3Ryb25nMCAXDTI2MTEzMDIwMzc0M1oYDzIxMjYxMTA2
MjAzNzQzWjARMQ8wDQYDVQQDDAZzdHJvbmcwggEiMA0GCSqGSIb3DQEBAQUAA4IB
DwAwggEKAoIBAQCV9NKDnPVBwYFA9TMlgriKTSeqm4wlXnvyoTbGFHCH6N+eKa71
yoqTf270l//UAxnJ4hIDAPGKKXZsC2h+Fr3XU281T3k/zBt6NktVUrqUusHqp65+
ny+HVQ8hMK3uUBgqQMsK58ceqeEO3cIiyfazmK3aLvHljgjceyy1Otxb2rkkbpin
lRvRJTVuIS62VGXqPISJBk8JtjvdpXHO0PpcLnEabCAeDm/1g1NMzs7tJF/tYge4
LolIbGtxfXxe1vfp0J6U0NIJRwUn4o7nPaL8pPzOd+P7ZHdIBA5W/JKwFQFNDkpe
MlCP+E8pTkBnrbxo5pc2HaDO2qJZQzM0+Y+ZAgMBAAGjUzBRMB0GA1UdDgQWBBR0
m3xJJmMHJfONBfc3Gl7ZRkXs5TAfBgNVHSMEGDAWgBR0m3xJJmMHJfONBfc3Gl7Z
RkXs5TAPBgNVHRMBAf8EBTADAQH/MA0GCSqGSIb3DQEBCwUAA4IBAQAK9CBQ6bEF
vzt4Hg1R1U4+kaWE1oze3xAlS17cfhR2N0C+ylpiCM0yln6olYQZ040OQL5Wmx6w
8LMypFLpJWExE2qmjMky/VqPBW7p9G1watSxZ8F/LGZYnk2TEsYiPWndPnbocJfY
xr6wnqncFmeQyW9SFOkU3TXSwhFNwz9ozOKjOum3u4h3YNwDRLADLcnnrkZxWm3G
u2VcPVeSXy71IqSsyewqFllsKj3ZlCVHBqjCtpAxxrxt5pZlXcub6wlu8OY4qQE4
Yprp9n+9hNZ4RAEJj/eLU2JVaYOHnkx6Zc4jrsXc3AqOrjthSLN8PC1TPMZdsXln
fVdpPH+08TLE
-----END CERTIFICATE-----
`;

function keysOf(certificate: string): readonly string[] {
  const caBundle = Buffer.from(certificate).toString("base64");
  const service = {
    ...{ apiVersion: "apiregistration.k8s.io/v1", kind: "APIService" },
    metadata: { name: "v1.example" },
    spec: { caBundle, group: "example", version: "v1" },
  };
  const { objects } = withCertificates(wholeSnapshotOf([service]), "2026-11-30");
  return objects
    .filter(({ object }) => object.kind === "Certificate")
    .map(({ object }) => textAt(object, "spec", "key", "value"));
}

test("a certificate of openssl's making has the key that it has", () => {
  expect([keysOf(WEAK), keysOf(STRONG)]).toEqual([["RSA 1024"], ["RSA 2048"]]);
});
