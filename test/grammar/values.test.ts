import { describe, expect, it } from "vitest";
import { sliceSpan } from "../../grammar/text/span.ts";
import { parseIp } from "../../grammar/values/parse-ip.ts";
import { parseVaultReference } from "../../grammar/values/parse-vault-reference.ts";
import { splitList } from "../../grammar/values/split-list.ts";
import { amount } from "../depth.ts";
import fc from "../fast-check.ts";

describe("a vault reference", () => {
  it("has a name, a resource, a key and options", () => {
    const text = "{vault://aws/my/secret/key?prefix=PG_&ttl=5#3}";
    const reading = parseVaultReference(text);
    if (reading.kind !== "reference") throw new Error(reading.kind);
    expect(sliceSpan(text, reading.name)).toBe("aws");
    expect(sliceSpan(text, reading.resource)).toBe("my/secret");
    expect(reading.key && sliceSpan(text, reading.key)).toBe("key");
    expect(reading.version && sliceSpan(text, reading.version)).toBe("3");
    const options = reading.options.map(({ name, value }) => [
      sliceSpan(text, name),
      value && sliceSpan(text, value),
    ]);
    expect(options).toEqual([
      ["prefix", "PG_"],
      ["ttl", "5"],
    ]);
  });

  it("may be a name and a resource alone", () => {
    const text = "{vault://env/pg-password}";
    expect(parseVaultReference(text)).toMatchObject({
      kind: "reference",
      key: undefined,
      options: [],
      version: undefined,
    });
  });

  it.each([
    ["vault://env/x", "missing-braces", true],
    ["${vault://env/x}", "text-around", true],
    ['"{vault://env/x}"', "text-around", true],
    ["{vault://env/x} y", "text-around", true],
    ["{vault://env/x", "missing-closing-brace", true],
    ["{VAULT://env/x}", "scheme", true],
    ["{ vault://env/x}", "scheme", true],
    ["{vault:env/x}", "scheme", true],
    ["{vault:/env/x}", "scheme", true],
    ["{vault:///x}", "missing-name", false],
    ["{vault://env}", "missing-resource", false],
    ["{vault://env/}", "missing-resource", false],
    ["{vault://user@:1/x}", "missing-name", false],
    ["{vault://env//}", "missing-resource", false],
  ])("%j is none: %s", (text, fault, literal) => {
    expect(parseVaultReference(text)).toMatchObject({ kind: "malformed", fault, literal });
  });

  it.each([
    ["{vault://me@env:80/x}", "env", "x", undefined],
    ["{vault://env/a//b/}", "env", "a", "b"],
    ["{vault://env/x;p=1?prefix=A#one}", "env", "x", undefined],
  ])("%j is the URL that Kong reads", (text, vault, resource, key) => {
    const reading = parseVaultReference(text);
    if (reading.kind !== "reference") throw new Error(reading.kind);
    const part = reading.key && sliceSpan(text, reading.key);
    expect([sliceSpan(text, reading.name), sliceSpan(text, reading.resource), part]).toEqual([
      vault,
      resource,
      key,
    ]);
  });

  it.each(["", "secret", "my-vault", "{a}", "http://vault/x", "hcv_vault_token: 5"])(
    "%j has nothing of one",
    (text) => {
      expect(parseVaultReference(text)).toEqual({ kind: "other" });
    },
  );

  it("stays within any text", () => {
    const pieces = ["{vault://", "vault", "://", "/", "?", "#", "=", "&", "}", "{", "a", "1", " "];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 15 }), (parts) => {
        const text = parts.join("");
        const reading = parseVaultReference(text);
        if (reading.kind === "malformed") expect(reading.at.end).toBeLessThanOrEqual(text.length);
        if (reading.kind !== "reference") return;
        let reached = 0;
        for (const part of [
          reading.name,
          reading.resource,
          reading.key,
          ...reading.options.flatMap((o) => [o.name, o.value]),
        ]) {
          if (part === undefined) continue;
          expect(part.start).toBeGreaterThanOrEqual(reached);
          expect(part.end).toBeGreaterThanOrEqual(part.start);
          reached = part.end;
        }
        expect(reached).toBeLessThan(text.length);
      }),
      { numRuns: amount(2000) },
    );
  });
});

describe("an IP address", () => {
  it.each([
    ["127.0.0.1", { version: 4, octets: [127, 0, 0, 1], prefix: undefined }],
    ["10.0.0.1/8", { version: 4, octets: [10, 0, 0, 1], prefix: 8 }],
    ["0.0.0.0/0", { version: 4, octets: [0, 0, 0, 0], prefix: 0 }],
    ["::", { version: 6, groups: [0, 0, 0, 0, 0, 0, 0, 0], prefix: undefined }],
    ["::1", { version: 6, groups: [0, 0, 0, 0, 0, 0, 0, 1], prefix: undefined }],
    ["2001:DB8::/32", { version: 6, groups: [0x2001, 0xdb8, 0, 0, 0, 0, 0, 0], prefix: 32 }],
    ["1:2:3:4:5:6:7:8", { version: 6, groups: [1, 2, 3, 4, 5, 6, 7, 8], prefix: undefined }],
    ["::ffff:10.1.2.3", { version: 6, groups: [0, 0, 0, 0, 0, 0xffff, 0x0a01, 0x0203], prefix: undefined }],
  ])("%j", (text, expected) => {
    expect(parseIp(text)).toEqual(expected);
  });

  it.each([
    "",
    "1.2.3",
    "1.2.3.4.5",
    "256.0.0.1",
    "01.2.3.4",
    "1.2.3.4/33",
    "1.2.3.4/",
    "1.2.3.4/08",
    " 1.2.3.4",
    "[::1]",
    "::1%eth0",
    ":::",
    "1::2::3",
    "12345::",
    "1:2:3:4:5:6:7",
    "1:2:3:4:5:6:7:8:9",
    "1:2:3:4::5:6:7:8",
    ":1:2:3:4:5:6:7",
    "::/129",
    "1.2.3.4::",
    "host",
    "0x7f.0.0.1",
  ])("%j is none", (text) => {
    expect(parseIp(text)).toBeUndefined();
  });

  it("is read from any way of writing it", () => {
    fc.assert(
      fc.property(fc.ipV6(), (text) => {
        expect(parseIp(text)).toMatchObject({ version: 6 });
      }),
    );
    fc.assert(
      fc.property(fc.ipV4(), (text) => {
        expect(parseIp(text)).toMatchObject({ version: 4, octets: text.split(".").map(Number) });
      }),
    );
  });
});

describe("a list", () => {
  it("is split at its commas, blanks dropped", () => {
    const text = " bundled,\tacl ,, x";
    expect(splitList(text).map((item) => item.text)).toEqual(["bundled", "acl", "", "x"]);
    expect(splitList("")).toEqual([]);
    expect(splitList(",").map((item) => item.span)).toEqual([
      { start: 0, end: 0 },
      { start: 1, end: 1 },
    ]);
  });

  it("covers any text", () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(",", " ", "a", "\t", "\u00a0"), { minLength: 1 }), (parts) => {
        const text = parts.join("");
        const items = splitList(text);
        expect(items.map((item) => sliceSpan(text, item.slot)).join(",")).toBe(text);
        for (const item of items) {
          expect(sliceSpan(text, item.span)).toBe(item.text);
          expect(item.text).toBe(item.text.replace(/^[ \t]+|[ \t]+$/g, ""));
          expect(item.span.start).toBeGreaterThanOrEqual(item.slot.start);
          expect(item.span.end).toBeLessThanOrEqual(item.slot.end);
        }
      }),
    );
  });
});
