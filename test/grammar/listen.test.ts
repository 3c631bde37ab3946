import { describe, expect, it } from "vitest";
import type { ListenEntry, ListenTree } from "../../grammar/listen/listen-tree.ts";
import { parseListen } from "../../grammar/listen/parse-listen.ts";
import { contains, type Span, sliceSpan } from "../../grammar/text/span.ts";
import { amount } from "../depth.ts";
import fc from "../fast-check.ts";

const PIECES = [
  "0.0.0.0:8000",
  "[::]:8443",
  "[::1",
  "::1:80",
  "*:80",
  "host:80",
  "localhost",
  "8000",
  ":80",
  "unix:/x",
  "off",
  "ssl",
  "http2",
  "backlog=16384",
  "backlog=",
  "backlog",
  "=",
  "10",
  "so_keepalive=30m::10",
  " ",
  "  ",
  "\t",
  ",",
  ", ",
  ";",
  '"',
  "'",
  "http://",
  "/",
  ".",
  ":",
  "[",
  "]",
  "999.1.1.1:99999",
  "\u00e9",
  "\n",
];
const anyText = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.array(fc.constantFrom(...PIECES), { maxLength: 20 }).map((pieces) => pieces.join("")),
);

/** An entry in short: address, flags, problems with the characters they stand at. */
function brief(tree: ListenTree): string[] {
  return tree.entries.map((entry) => {
    const { address } = entry;
    const port = address?.portText === undefined ? "" : `:${address.portText}`;
    const flags = entry.flags.map(
      (flag) => flag.nameText + (flag.argumentText === undefined ? "" : `=${flag.argumentText}`),
    );
    const problems = entry.problems.map(
      (problem) => `!${problem.kind}(${sliceSpan(tree.text, problem.span)})`,
    );
    const parts = [
      address === undefined ? "" : `${address.kind} ${address.hostText}${port}`,
      entry.off ? "off" : "",
      ...flags,
    ];
    return [...parts, ...problems].filter((part) => part !== "").join(" ");
  });
}

function shifted(entries: readonly ListenEntry[], by: number): unknown {
  return JSON.parse(JSON.stringify(entries), (key, value) =>
    key === "start" || key === "end" ? value + by : value,
  );
}

describe("an entry", () => {
  it.each([
    ["0.0.0.0:8000", "ipv4 0.0.0.0:8000"],
    ["0.0.0.0:8000 ssl http2", "ipv4 0.0.0.0:8000 ssl http2"],
    ["ssl 0.0.0.0:80 reuseport", "ipv4 0.0.0.0:80 ssl reuseport"],
    ["\t0.0.0.0:80\tssl ", "ipv4 0.0.0.0:80 ssl"],
    ["[::]:8443 ipv6only=on", "ipv6 [::]:8443 ipv6only=on"],
    ["*:8000", "wildcard *:8000"],
    ["kong.example.com:8000 backlog=16384", "hostname kong.example.com:8000 backlog=16384"],
    ["my_host:80", "hostname my_host:80"],
    ["0.0.0.0:80 so_keepalive=30m::10", "ipv4 0.0.0.0:80 so_keepalive=30m::10"],
    ["0.0.0.0:80 made_up", "ipv4 0.0.0.0:80 made_up"],
    ["off", "off"],
    ["0.0.0.0:80 off", "ipv4 0.0.0.0:80 off"],
    ["8000", "port :8000 !missing-host(8000)"],
    [":8000 ssl", "port :8000 ssl !missing-host(:8000)"],
    ["localhost", "hostname localhost !missing-port(localhost)"],
    ["OFF", "hostname OFF !missing-port(OFF)"],
    ["0.0.0.0", "ipv4 0.0.0.0 !missing-port(0.0.0.0)"],
    ["host:", "hostname host: !missing-port(host:)"],
    ["ssl http2", "ssl http2 !missing-address(ssl http2)"],
    ["0.0.0.0:http", "ipv4 0.0.0.0:http !port-not-a-number(http)"],
    ["0.0.0.0:80ssl", "ipv4 0.0.0.0:80ssl !port-not-a-number(80ssl)"],
    ["0.0.0.0:80:81", "ipv4 0.0.0.0:80:81 !port-not-a-number(80:81)"],
    ["0.0.0.0:84440", "ipv4 0.0.0.0:84440 !port-out-of-range(84440)"],
    ["1.2.300.4:80", "ipv4 1.2.300.4:80 !octet-out-of-range(300)"],
    ["1.2.3:80", "ipv4 1.2.3:80 !incomplete-ipv4(1.2.3)"],
    ["::1:8000", "ipv6 ::1:8000 !unbracketed-ipv6(::1:8000)"],
    ["[::1", "ipv6 [::1 !unclosed-bracket([::1)"],
    ["[gggg::]:80", "ipv6 [gggg::]:80 !invalid-ipv6([gggg::])"],
    ["[::]", "ipv6 [::] !missing-port([::])"],
    ["unix:/tmp/kong.sock ssl", "unix /tmp/kong.sock ssl !unix-socket(unix:/tmp/kong.sock)"],
    ["http://0.0.0.0:8000/x", "ipv4 0.0.0.0:8000 !url(http://)"],
    ["'0.0.0.0:80'", "ipv4 0.0.0.0:80 !quoted('0.0.0.0:80')"],
    ['"0.0.0.0:80 ssl"', 'ipv4 0.0.0.0:80 ssl !quoted("0.0.0.0:80) !quoted(ssl")'],
    ["0.0.0.0:80 ssl;", "ipv4 0.0.0.0:80 ssl !semicolon(;)"],
    ["0.0.0.0:80;0.0.0.0:81", "ipv4 0.0.0.0:80 !semicolon(;)"],
    ["0.0.0.0:80 0.0.0.0:81", "ipv4 0.0.0.0:80 !second-address(0.0.0.0:81)"],
    ["0.0.0.0:80 backlog=", "ipv4 0.0.0.0:80 backlog= !missing-argument(backlog=)"],
    ["[::]:90 backlog = 10 ssl", "ipv6 [::]:90 backlog=10 ssl !blank-around-equals( = )"],
    ["[::]:90 backlog= 10", "ipv6 [::]:90 backlog=10 !blank-around-equals(= )"],
    ["[::]:90 backlog =10", "ipv6 [::]:90 backlog=10 !blank-around-equals( =)"],
    ["0.0.0.0:80 = ssl", "ipv4 0.0.0.0:80 ssl !stray-equals(=)"],
    ["", "!empty-entry()"],
  ])("%j", (text, expected) => {
    expect(brief(parseListen(text))).toEqual([expected]);
  });

  it("has spans for all its parts", () => {
    const text = "  ssl [::1]:8443 backlog=511";
    const [entry] = parseListen(text).entries;
    const cut = (range: Span | undefined): string | undefined => range && sliceSpan(text, range);
    expect(cut(entry?.span)).toBe("ssl [::1]:8443 backlog=511");
    expect(cut(entry?.address?.span)).toBe("[::1]:8443");
    expect(cut(entry?.address?.host)).toBe("[::1]");
    expect(cut(entry?.address?.port)).toBe("8443");
    expect(cut(entry?.flags[1]?.span)).toBe("backlog=511");
    expect(cut(entry?.flags[1]?.name)).toBe("backlog");
    expect(cut(entry?.flags[1]?.equals)).toBe("=");
    expect(cut(entry?.flags[1]?.argument)).toBe("511");
  });
});

describe("a list", () => {
  it("has an entry for every slot between its commas", () => {
    expect(brief(parseListen("0.0.0.0:80,,ssl,"))).toEqual([
      "ipv4 0.0.0.0:80",
      "!empty-entry()",
      "ssl !missing-address(ssl)",
      "!empty-entry()",
    ]);
  });

  it("reads an entry the same, whatever stands before and after it", () => {
    fc.assert(
      fc.property(anyText, anyText, (before, after) => {
        const both = parseListen(`${before},${after}`).entries;
        const expected = [
          ...parseListen(before).entries,
          ...(shifted(parseListen(after).entries, before.length + 1) as []),
        ];
        expect(both).toEqual(expected);
      }),
      { numRuns: amount(2000) },
    );
  });

  it("covers any text with its slots, and keeps every span within its entry", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const { entries } = parseListen(text);
        expect(entries.map((entry) => sliceSpan(text, entry.slot)).join(",")).toBe(text);
        for (const entry of entries) {
          expect(contains(entry.slot, entry.span)).toBe(true);
          const parts = [entry.off, entry.address?.span, ...entry.flags.map((flag) => flag.span)];
          for (const part of parts) if (part !== undefined) expect(contains(entry.span, part)).toBe(true);
          for (const problem of entry.problems) expect(contains(entry.slot, problem.span)).toBe(true);
          if (entry.address !== undefined)
            expect(contains(entry.address.span, entry.address.host)).toBe(true);
        }
      }),
      { numRuns: amount(2000) },
    );
  });
});
