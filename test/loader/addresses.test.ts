import { expect, test } from "vitest";
import { readKongAddress } from "../../server/loader/check/addresses.ts";
import { isIpOrCidr } from "../../server/loader/check/ip-or-cidr.ts";
import { hostOverlap } from "../../server/rules/support/listen/host-overlap.ts";
import { hostReach } from "../../server/rules/support/listen/host-reach.ts";

test.each([
  ["127.000.000.01:80", { type: "ipv4", port: 80 }],
  ["127.0.0.0001:80", "invalid"],
  ["256.0.0.1", "invalid"],
  ["[::1]:80", { type: "ipv6", port: 80 }],
  [":1:2:3:4:5:6:7", { type: "ipv6", port: undefined }],
  ["1:2:3:4::5:6:7:8", { type: "ipv6", port: undefined }],
  ["1::2::3", "invalid"],
  ["::ffff:1.2.3.4", "invalid"],
  ["[::1/64]:80", "invalid"],
  ["[::]:", "broken"],
] as const)("Kong's own reading of %s", (text, read) => {
  expect(readKongAddress(text, "3.9")).toEqual(read);
});

test.each([
  ["10.0.0.0/8", true],
  ["10.0.0.01", false],
  ["[::1]", true],
  ["[fd00::]/8", true],
  ["[::1/64]", false],
  ["[[::1]]", false],
  ["[10.0.0.1]", false],
  ["::/129", false],
])("a trusted address %s: %s", (text, fits) => {
  expect(isIpOrCidr(text)).toBe(fits);
});

test.each([
  ["*", "any"],
  ["[0:0:0:0:0:0:0:0]", "any"],
  ["127.0.0.01", "loopback"],
  ["[::1]", "loopback"],
  ["[::ffff:10.0.0.1]", "private"],
  ["[fe80::1%eth0]", "private"],
  ["FD00::1", "private"],
  ["100.64.0.1", "private"],
  ["[2001:db8::1]", "public"],
  ["8.8.8.8", "public"],
  ["kong.localhost", "loopback"],
  ["kong.example", "name"],
])("%s reaches: %s", (host, reach) => {
  expect(hostReach(host)).toBe(reach);
});

test.each([
  ["*", "0.0.0.0", "same"],
  ["[::]", "[0:0::0]", "same"],
  ["[::1]", "[0::1]", "same"],
  ["0.0.0.0", "10.0.0.1", "covers"],
  ["[::]", "10.0.0.1", undefined],
  ["Kong", "kong", "same"],
  ["kong", "0.0.0.0", undefined],
])("%s and %s: %s", (a, b, overlap) => {
  expect(hostOverlap(a, b)).toBe(overlap);
});
