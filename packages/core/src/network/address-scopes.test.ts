import { expect, it } from "vitest";
import { isInternalHost, isInternetAddress, reachesInternet } from "./address-scopes.ts";
import { parseAddress, parseCidr } from "./addresses.ts";

it.each([
  ["8.8.8.8", true],
  ["203.0.113.7", true],
  ["172.32.0.1", true],
  ["10.1.2.3", false],
  ["172.31.255.255", false],
  ["192.168.0.1", false],
  ["100.64.0.1", false],
  ["169.254.169.254", false],
  ["127.0.0.1", false],
  ["2600:1f18::1", true],
  ["fd00::1", false],
  ["fe80::1", false],
  ["::1", false],
  ["::ffff:10.0.0.1", false],
])("%s is routed on the internet: %s", (text, expected) => {
  const address = parseAddress(text);
  expect(address && isInternetAddress(address)).toBe(expected);
});

it.each([
  ["0.0.0.0/0", true],
  ["10.0.0.0/8", false],
  ["10.0.0.0/7", true],
  ["192.168.0.0/16", false],
  ["::/0", true],
  ["fc00::/7", false],
])("%s holds addresses of the internet: %s", (text, expected) => {
  const range = parseCidr(text);
  expect(range && reachesInternet(range)).toBe(expected);
});

it.each([
  ["10.1.2.3", true],
  ["203.0.113.7", false],
  ["internal-k8s-shop-web-1a2b3c-123456789.eu-central-1.elb.amazonaws.com", true],
  ["dualstack.internal-k8s-shop-web-1a2b3c-123456789.eu-central-1.elb.amazonaws.com", true],
  ["k8s-shop-web-1a2b3c-123456789.eu-central-1.elb.amazonaws.com", false],
  // A Network Load Balancer.
  ["k8s-shop-web-1a2b3c.elb.eu-central-1.amazonaws.com", undefined],
  ["lb.shop.internal", true],
  ["localhost", true],
  ["www.shop.example", false],
  ["internal.shop.example", false],
  ["", undefined],
])("the host %s is internal: %s", (text, expected) => {
  expect(isInternalHost(text)).toBe(expected);
});
