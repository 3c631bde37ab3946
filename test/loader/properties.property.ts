import { describe, expect, test } from "vitest";
import { catalogFor } from "../../schemas/catalog.ts";
import { defaultHost } from "../../server/loader/host-environment.ts";
import { load } from "../../server/loader/load.ts";
import type { Reading } from "../../server/loader/reading.ts";
import { SourceDocument } from "../../server/model/source-document.ts";
import fc from "../fast-check.ts";
import { readKongConf } from "../sources.ts";
import { everyRelease, oss, readConf } from "./read.ts";

const names = [...catalogFor(oss("3.9.3")).properties.keys(), ...catalogFor(oss("0.10.4")).properties.keys()];

const name = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...names) },
  fc.constantFrom(
    "nginx_http_x",
    "xnginx_http_y",
    "vault_env_prefix",
    "unknown",
    "",
    "\ufefflog_level",
    "log level",
  ),
  fc.string({ unit: "binary", maxLength: 8 }),
);

const value = fc.oneof(
  fc.constantFrom(
    "on",
    "off",
    "5",
    "-1",
    "1e5",
    "0x10",
    "nan",
    "5 kB",
    "a#b",
    "\\#",
    "",
    "a_blank_b",
    "é#",
    "off,x",
  ),
  fc.constantFrom(
    "0.0.0.0:80 ssl",
    "[::]:",
    "/a.pem",
    "data_plane",
    "{vault://env/x}",
    "http://p",
    "a:b",
    "cassandra",
  ),
  fc.string({ unit: "binary", maxLength: 20 }),
  fc.string({
    unit: fc.constantFrom(" ", "\t", ",", ":", "[", "]", "#", "\\", "1", ".", "a", "/", "\udcff"),
    maxLength: 30,
  }),
);

const line = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.tuple(name, fc.constantFrom("=", " = ", "= "), value).map((parts) => parts.join("")),
  },
  fc.constantFrom(
    "[section]",
    "[pg_port]",
    "[",
    "[]",
    "# c",
    "; c",
    "bare",
    "log_level = warn\\",
    " \\",
    "\r",
  ),
  fc.string({ unit: "binary", maxLength: 20 }),
);

const lines = fc.array(line, { maxLength: 12 });
const release = fc.constantFrom(...everyRelease);
const environment = fc.dictionary(
  fc.oneof(
    fc.constantFrom(...names).map((known) => `KONG_${known.toUpperCase()}`),
    fc.constantFrom("KONG_NGINX_HTTP_A", "kong_nginx_http_a", "KONG_nginx_proxy_b", "X"),
  ),
  value,
  { maxKeys: 4 },
);

function read(
  text: string,
  on: (typeof everyRelease)[number],
  variables: Readonly<Record<string, string>>,
): Reading {
  const unit = readKongConf(new SourceDocument("kong.conf", text), { literal: true });
  return load(unit, on, { ...defaultHost, environment: new Map(Object.entries(variables)) });
}

describe("load", () => {
  test("accepts any text, and speaks of characters that are there", () => {
    fc.assert(
      fc.property(lines, release, environment, (written, on, variables) => {
        const text = written.join("\n");
        const reading = read(text, on, variables);
        const refusals = reading.refusals();
        expect(reading.accepted).toBe(refusals.length === 0);
        for (const { span } of [...refusals, ...reading.losses])
          if (span !== undefined) {
            expect(span.start).toBeGreaterThanOrEqual(0);
            expect(span.end).toBeGreaterThanOrEqual(span.start);
            expect(span.end).toBeLessThanOrEqual(text.length);
          }
        if (!reading.accepted) expect(refusals.some(({ reported }) => reported)).toBe(true);
      }),
      { numRuns: 1500 },
    );
  });

  test("reads the same with a comment or a blank line more", () => {
    fc.assert(
      fc.property(
        lines,
        fc.nat(),
        fc.constantFrom("", " \t", "# a comment = 1", "  ; another \\", "#"),
        release,
        (written, place, added, on) => {
          const at = place % (written.length + 1);
          const more = [...written.slice(0, at), added, ...written.slice(at)];
          const before = read(written.join("\n"), on, {});
          const after = read(more.join("\n"), on, {});
          expect(outcome(after)).toEqual(outcome(before));
        },
      ),
      { numRuns: 1500 },
    );
  });

  test("reads the same text the same way again", () => {
    fc.assert(
      fc.property(lines, release, (written, on) => {
        const text = written.join("\n");
        expect(outcome(read(text, on, {}))).toEqual(outcome(read(text, on, {})));
      }),
    );
  });
});

function outcome(reading: Reading) {
  return {
    accepted: reading.accepted,
    values: [...reading.properties].map(([property, { value: held, opaque }]) => [property, held, opaque]),
    refusals: reading
      .refusals()
      .map(({ check, property, text, reported }) => [check, property, text, reported]),
    losses: reading.losses.map(({ reason, property, reads }) => [reason, property, reads]),
  };
}

describe("the work grows with the text alone", () => {
  test("ten thousand lines of one property", () => {
    const { losses, properties } = readConf("log_level = warn\n".repeat(10_000));
    expect(losses).toHaveLength(9_999);
    expect(properties.get("log_level")?.value).toBe("warn");
  });

  test("a hundred thousand items, each wrong, each placed", () => {
    const count = 100_000;
    const refusals = readConf(`trusted_ips = ${Array(count).fill("x").join(",")}\n`).refusals();
    expect(refusals).toHaveLength(count);
    const head = "trusted_ips = ".length;
    expect(refusals.at(-1)?.span).toMatchObject({ start: head + 2 * count - 2, end: head + 2 * count - 1 });
  });

  test("every path is asked for a fixed number of times", () => {
    const asked = (count: number) => {
      let questions = 0;
      const paths = Array.from({ length: count }, (_, index) => `/p${index}`).join(",");
      const exists = () => {
        questions++;
        return true;
      };
      readConf(`ssl_cert = ${paths}\nssl_cert_key = ${paths}\n`, "3.9.3", { exists });
      return questions;
    };
    expect(asked(2_000) - asked(1_000)).toBeLessThanOrEqual(4 * 1_000);
  });

  test.each(["x", " ", "#", "\\", "1", ",", ":", "\\#", "[", "a ", "é"])(
    "a value of ten megabytes of %j",
    (part) => {
      const text = `pg_password = a${part.repeat(10_000_000 / part.length)}b\n`;
      expect(readConf(text, "2.8.5").properties.get("pg_password")?.provenance.kind).toBe("assignment");
    },
  );
});
