import { beforeAll, describe, expect, test } from "vitest";
import { parseRelease } from "../../schemas/release.ts";
import { dockerfile } from "../../server/formats/dockerfile/format.ts";
import { quoteEnvValue } from "../../server/formats/dockerfile/quote-env.ts";
import { ecsFormat } from "../../server/formats/ecs/ecs-format.ts";
import { linkSource } from "../../server/formats/read-unit.ts";
import { variableName } from "../../server/formats/shared/kong-variable.ts";
import { shell } from "../../server/formats/shell/format.ts";
import { systemdFormat } from "../../server/formats/systemd/systemd-format.ts";
import { quoteAssignment } from "../../server/formats/systemd/write.ts";
import type { LinkedSource } from "../../server/model/config-unit.ts";
import type { Surroundings } from "../../server/model/format.ts";
import type { Source } from "../../server/model/source.ts";
import { SourceDocument } from "../../server/model/source-document.ts";
import fc from "../fast-check.ts";
import { compareConversion, type TestTarget, testTargets } from "./compare-conversion.ts";

type Settings = readonly (readonly [property: string, value: string])[];

/** How settings are written in a source; what its reader makes of them is what counts. */
type WriteSource = (settings: Settings) => { readonly source: Source; readonly surroundings: Surroundings };

const variables = (settings: Settings) =>
  settings.map(([name, value]) => [variableName(name), value] as const);

/** Formats that are read and not written as a whole. */
const readOnly: readonly (readonly [string, WriteSource])[] = [
  [
    "a Dockerfile",
    (settings) => ({
      source: dockerfile.parse(
        new SourceDocument(
          "Dockerfile",
          [
            "FROM kong:3.9",
            ...variables(settings).map(([name, value]) => `ENV ${name}=${quoteEnvValue(value, "\\") ?? ""}`),
            "",
          ].join("\n"),
        ),
      ),
      surroundings: {},
    }),
  ],
  [
    "a systemd unit",
    (settings) => ({
      source: systemdFormat.parse(
        new SourceDocument(
          "kong.service",
          [
            "[Service]",
            "ExecStart=/usr/local/bin/kong start",
            ...variables(settings).map(
              ([name, value]) => `Environment=${quoteAssignment(`${name}=${value}`)}`,
            ),
            "",
          ].join("\n"),
        ),
      ),
      surroundings: {},
    }),
  ],
  [
    "a shell script",
    (settings) => ({
      source: shell.parse(
        new SourceDocument(
          "run.sh",
          `docker run ${variables(settings)
            .map(([name, value]) => `-e '${`${name}=${value}`.replaceAll("'", "'\\''")}'`)
            .join(" ")} kong:3.9\n`,
        ),
      ),
      surroundings: { shell: new Map() },
    }),
  ],
  [
    "a task definition",
    (settings) => ({
      source: ecsFormat.parse(
        new SourceDocument(
          "task.json",
          JSON.stringify({
            containerDefinitions: [
              {
                name: "kong",
                image: "kong:3.9",
                environment: variables(settings).map(([name, value]) => ({ name, value })),
              },
            ],
          }),
        ),
      ),
      surroundings: {},
    }),
  ],
];

/** Each target is read as well. */
function writtenSource({ format, reader, label }: TestTarget): readonly [string, WriteSource] {
  return [
    label,
    (settings) => {
      const { source, surroundings } = format.unitWriter.write({
        parts: settings.map(([property, value]) => ({
          kind: "entry",
          property,
          variable: variableName(property),
          value,
        })),
        image: "kong:3.9",
        reader,
        escapeHash: true,
      });
      return { source, surroundings };
    },
  ];
}

const PIECES = [
  ..."\"'#$\\%{}()[]`:,=;& @!*\t",
  "ä",
  "日本",
  "🦍",
  "on",
  "off",
  "yes",
  "true",
  "null",
  "~",
  "007",
  "12345678901234567890",
  "1e3",
  "0x1F",
  " kB",
  " # x",
  "\\#",
  "$$",
  "${HOME}",
  "$(X)",
  "%h",
  "\\n",
  "a b",
  "word",
  "- ",
  "http://db:5432/kong?x=y",
  "{vault://env/x}",
];
const value = fc.oneof(
  fc.array(fc.constantFrom(...PIECES), { maxLength: 4 }).map((pieces) => pieces.join("")),
  fc.constantFrom(
    "",
    "on",
    "off",
    "yes",
    "0",
    "00123",
    "1.50",
    "+1",
    "-0",
    "1e400",
    "  x  ",
    "a\nb",
    "null",
    "#",
    "a#b",
  ),
  fc.string({ maxLength: 12 }),
);
const PROPERTIES = [
  "database",
  "log_level",
  "pg_host",
  "pg_port",
  "pg_user",
  "pg_password",
  "plugins",
  "proxy_listen",
  "anonymous_reports",
  "nginx_http_log_format",
  "lua_package_path",
  "not_a_property",
] as const;
const settings = fc.uniqueArray(fc.tuple(fc.constantFrom(...PROPERTIES), value), {
  selector: ([name]) => name,
  minLength: 1,
  maxLength: 5,
});
const RELEASES = [
  "oss@3.9",
  "oss@3.1",
  "oss@2.1",
  "oss@1.3",
  "oss@0.14",
  "oss@0.10.3",
  "oss@0.9.0",
  "enterprise@2.8",
];

let targets: readonly TestTarget[] = [];
beforeAll(async () => {
  targets = await testTargets();
});

describe("what a process gets is equal before and after", () => {
  test.each([
    ...readOnly.map(([name]) => name),
    "kong-conf",
    "dotenv for compose-2",
    "dotenv for compose-1",
    "dotenv for docker-run",
    "dotenv for bash",
    "dotenv for dash",
    "dotenv for kubectl",
    "dotenv for systemd",
    "compose",
    "kubernetes",
    "helm",
  ])(
    "from %s to every target",
    (name) => {
      const writers = new Map([...readOnly, ...targets.map(writtenSource)]);
      const write = writers.get(name);
      expect(write).toBeDefined();
      let equal = 0;
      let left = 0;
      fc.assert(
        fc.property(settings, fc.constantFrom(...RELEASES), (written, release) => {
          const linked = link(write?.(written));
          for (const unit of linked?.units ?? [])
            for (const target of targets) {
              const flag = parseRelease(release);
              const result =
                linked && compareConversion(linked, unit, target, flag === undefined ? {} : { flag });
              if (result === undefined) continue;
              expect(result.wrong, `${target.label}: ${result.conversion.text}`).toEqual([]);
              equal += result.equal;
              left += result.left;
            }
        }),
        { numRuns: 25 },
      );
      // Most of these values are ordinary to every target, and those that are not are few.
      expect(equal).toBeGreaterThan(left);
    },
    120_000,
  );
});

function link(made: ReturnType<WriteSource> | undefined): LinkedSource | undefined {
  if (made === undefined) return undefined;
  return linkSource(made.source, { surroundings: made.surroundings, resolve: () => ({ kind: "missing" }) });
}
