import { describe, expect, it } from "vitest";
import { builtImage } from "../../../server/formats/dockerfile/built-image.ts";
import type { DockerfileSource } from "../../../server/formats/dockerfile/dockerfile-source.ts";
import { dockerfile as format } from "../../../server/formats/dockerfile/format.ts";
import type { Surroundings } from "../../../server/model/format.ts";
import { assignmentOf, environments, faults, read, unitOf } from "../editing.ts";

const given: Surroundings = { buildArguments: new Map(), imageEnvironment: new Map() };

describe("values of ENV", () => {
  it.each([
    ["ENV KONG_A 'a  b' # c", { KONG_A: "a  b # c" }],
    ['ENV KONG_A=x\\ y KONG_B="a\\"b\\\\c\\$d"', { KONG_A: "x y", KONG_B: 'a"b\\c$d' }],
    ["ENV KONG_A = x", { KONG_A: "= x" }],
    ['ENV KONG_A={"a":"b"}', { KONG_A: "{a:b}" }],
    ["ENV KONG_A=p$$ss", { KONG_A: "pss" }],
    ["ENV KONG_A=a\\\n  b=c", { KONG_A: "a" }],
    ["ENV KONG_A=${X:+y}${X+y}z", { KONG_A: "z" }],
    [
      "ENV KONG_A=a.b.c\nENV KONG_B=${KONG_A%.*} KONG_C=${KONG_A%%.*} KONG_D=${KONG_A##*.} KONG_E=${KONG_A//./-}",
      { KONG_A: "a.b.c", KONG_B: "a.b", KONG_C: "a", KONG_D: "c", KONG_E: "a-b-c" },
    ],
    ["ENV KONG_A=${X:-${Y:-z}}", { KONG_A: "z" }],
    ["RUN <<EOF\nENV KONG_A=1\nEOF\nENV KONG_B=2", { KONG_B: "2" }],
    ["RUN echo \\\\\nENV KONG_B=2", { KONG_B: "2" }],
    ["ENV KONG_A=1 \\\n# comment\n\n   KONG_B=2", { KONG_A: "1", KONG_B: "2" }],
  ] as const)("%s", (text, expected) => {
    const [environment = {}] = environments(read(format, `FROM kong:3.9\n${text}\n`, given));
    const settings = Object.fromEntries(
      Object.entries(environment).filter(([name]) => name.startsWith("KONG_")),
    );
    expect(settings).toEqual(expected);
  });
});

describe("stages", () => {
  const text =
    "ARG TAG=3.9\nFROM kong:$TAG AS Base\nENV KONG_A=base\nFROM base AS child\nENV KONG_B=child\nFROM alpine AS other\nENV KONG_C=other\nFROM child\nENV KONG_A=last\n";

  it("gives the last stage what its bases set", () => {
    expect(environments(read(format, text, given))).toEqual([{ KONG_A: "last", KONG_B: "child" }]);
  });

  it("builds a target by its name, in any letter case, or its number", () => {
    expect(environments(read(format, text, { ...given, target: "CHILD" }))).toEqual([
      { KONG_A: "base", KONG_B: "child" },
    ]);
    expect(environments(read(format, text, { ...given, target: "0" }))).toEqual([{ KONG_A: "base" }]);
    expect(environments(read(format, text, { ...given, target: "none" }))).toEqual([]);
  });

  it("has no process where the last stage is something else", () => {
    expect(
      environments(
        read(format, "FROM kong:3.9 AS k\nENV KONG_PLUGINS=x\nFROM alpine\nCOPY --from=k /a /b\n"),
      ),
    ).toEqual([]);
  });

  it("has one for a named stage beside the last that says that it runs Kong", () => {
    const both = read(
      format,
      'FROM kong:3.9 AS gateway\nENV KONG_PLUGINS=x\nCMD ["kong", "docker-start"]\nFROM python:3\n',
    );
    expect(both.linked.units.map(({ id }) => id)).toEqual(["gateway"]);
  });

  it("tells the release of FROM, as a guess where an argument has a default", () => {
    expect(unitOf(read(format, text)).release).toMatchObject({
      certainty: "guessed",
      release: { edition: "oss", version: "3.9" },
    });
    expect(unitOf(read(format, text, given)).release).toMatchObject({ certainty: "said" });
    expect(unitOf(read(format, "FROM kong/kong-gateway:3.10.0.1-ubuntu")).release?.release).toEqual({
      edition: "enterprise",
      version: "3.10.0.1",
    });
    expect(unitOf(read(format, "FROM kong@sha256:0123")).release).toBeUndefined();
    const own = {
      images: [
        {
          pattern: "registry.corp/gw*",
          release: "enterprise@3.10",
          environment: new Map([["KONG_PREFIX", "/x"]]),
        },
      ],
    };
    const unit = unitOf(read(format, "FROM registry.corp/gw:7", own));
    expect(unit.release?.release).toEqual({ edition: "enterprise", version: "3.10" });
    expect(assignmentOf(unit, "KONG_PREFIX").origin.kind).toBe("derived");
  });
});

describe("arguments", () => {
  const text = "FROM kong:3.9\nENV KONG_A=env\nARG KONG_A=arg\nENV KONG_B=$KONG_A\n";

  it("fills in the later ARG, and the ENV with the builder before BuildKit", () => {
    expect(environments(read(format, text, given))).toEqual([{ KONG_A: "env", KONG_B: "arg" }]);
    const legacy = { ...given, reader: "docker-legacy-builder" as NonNullable<Surroundings["reader"]> };
    expect(environments(read(format, text, legacy))).toEqual([{ KONG_A: "env", KONG_B: "env" }]);
    expect(faults(read(format, text, given))).toEqual(["changed readers-disagree KONG_B: $KONG_A"]);
  });

  it("does not know an argument that only the build can give, but the default beside it", () => {
    const open = read(format, "FROM kong:3.9\nARG HOST\nENV KONG_PG_HOST=$HOST KONG_PG_USER=${HOST:-kong}\n");
    expect(environments(open)).toEqual([{ KONG_PG_HOST: "(opaque)", KONG_PG_USER: "kong" }]);
    expect(assignmentOf(unitOf(open), "KONG_PG_HOST").opaque).toBe("shell-variable");
  });
});

describe("what the builder refuses or changes", () => {
  it.each([
    [
      "ENV KONG_ADMIN_LISTEN=0.0.0.0:8001, 0.0.0.0:8444 ssl",
      "refused unquoted-blank KONG_ADMIN_LISTEN: 0.0.0.0:8444",
    ],
    [
      "ENV KONG_ADMIN_LISTEN=off\n    KONG_DATABASE=off",
      "refused missing-continuation KONG_DATABASE: KONG_DATABASE=off",
    ],
    ["ENV KONG_A: x", "changed name-changed KONG_A: KONG_A:"],
    ["ENV export KONG_A=x", "changed name-changed KONG_A: export"],
    ["ENV KONG_DATABASE = off", "changed sign-kept KONG_DATABASE: ="],
    ["ENV KONG_PG_PASSWORD=p$ss", "changed dollar-eaten KONG_PG_PASSWORD: $ss"],
    ["ARG KONG_DATABASE=off", "changed argument-only KONG_DATABASE: KONG_DATABASE=off"],
    ["ENV KONG_A", "refused syntax KONG_A: KONG_A"],
    ["ENV =x", "refused syntax -: =x"],
    ["ENV 'KONG_A=x'", "refused unclosed-quote KONG_A: 'KONG_A"],
    ["ENV KONG_A=${X!}", "refused unknown-operator KONG_A: ${X!}"],
  ])("%s", (text, expected) => {
    expect(faults(read(format, `FROM kong:3.9\n${text}\n`))).toEqual([expected]);
  });

  it("says where an argument before FROM is out of scope", () => {
    expect(faults(read(format, "ARG H=db\nFROM kong:3.9\nENV KONG_PG_HOST=$H\n"))).toEqual([
      "changed argument-out-of-scope KONG_PG_HOST: $H",
    ]);
  });

  it.each([
    "FROM kong:3.9\nARG KONG_VERSION=3.9\nARG KONG_DATABASE\nENV KONG_DATABASE=$KONG_DATABASE\n",
    "FROM {{ image }}\nRUN x\n  KONG_A=1\n",
    "FROM kong:3.9\nARG X\nENV KONG_A=$X KONG_B=$PATH\n",
    "FROM kong:3.9\nRUN cat > /x << 'EOF'\n-- lua\nEOF\n",
  ])("says nothing of %j", (text) => {
    expect(faults(read(format, text))).toEqual([]);
  });
});

describe("for what builds with the Dockerfile", () => {
  it("gives the variables of any stage, with their places, and the command", () => {
    const { source, text } = read(
      format,
      'FROM alpine\nENV KONG_A=1 X=2\nENTRYPOINT ["/e.sh"]\nCMD start now\n',
    );
    const built = builtImage(source as DockerfileSource, {});
    expect(
      built?.assignments.map(({ variable, span }) => [variable, text.slice(span.start, span.end)]),
    ).toEqual([["KONG_A", "KONG_A=1"]]);
    expect(built?.others.map(({ variable }) => variable)).toEqual(["X"]);
    expect(built?.deployment.entrypoint?.value).toEqual(["/e.sh"]);
    expect(built?.deployment.command?.value).toEqual(["/bin/sh", "-c", "start now"]);
  });
});
