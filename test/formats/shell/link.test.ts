import { describe, expect, it } from "vitest";
import { shell as format } from "../../../server/formats/shell/format.ts";
import { assignmentOf, environments, faults, read, unitOf } from "../editing.ts";

const shell = new Map<string, string>();

describe("which commands are Kong's", () => {
  it.each([
    ["docker run kong:3.9", 1],
    ["sudo docker container create registry.example.com:5000/kong/kong-gateway:3.10", 1],
    ["podman run -d docker.io/library/kong", 1],
    ["docker --context x run --rm kong kong migrations bootstrap", 1],
    ["docker run -e KONG_PG_HOST=db acme/gateway", 1],
    ["docker run acme/gateway kong start", 1],
    ["docker run -e KONG_ADMIN_URL=http://x pantsel/konga", 0],
    ["docker run -e KONG_KONNECT_REGION=us kong/kong-event-gateway:1.1.0", 0],
    ["docker run aquasec/trivy image kong:3.9", 0],
    ["docker exec -e KONG_PG_HOST=db kong kong reload", 0],
    ["docker build --build-arg KONG_PG_HOST=x .", 0],
    ["docker run kong/deck gateway sync", 0],
    ["echo docker run kong:3.9", 0],
    ["KONG_STATUS=$(curl -s localhost:8001)\nexport KONG_STATUS", 0],
    ["kong start", 1],
    ["exec /usr/local/bin/kong docker-start", 1],
    ["kong version; kong health", 0],
    ["if kong migrations up; then kong start; fi", 2],
    ["ID=$(docker run -d kong:3.9)\n(docker run kong:3.8)", 2],
    ['export KONG_PG_HOST=db\nexec "$@"', 1],
    ["export KONG_LICENSE_DATA=x\ndocker run -e KONG_LICENSE_DATA kong/kong-gateway", 1],
    ["cat <<EOF\ndocker run kong:3.9\nEOF", 0],
    ["# docker run kong:3.9", 0],
  ])("%j has %i", (text, count) => {
    expect(read(format, text, { shell }).linked.units).toHaveLength(count);
  });
});

describe("variables of a script", () => {
  it.each([
    ["V=x\ndocker run -e KONG_A=$V kong", "x"],
    ["V='a b'\ndocker run -e \"KONG_A=$V\" kong", "a b"],
    ["V=${X:-d}\ndocker run -e KONG_A=${V} kong", "d"],
    ["V=1; V=2\ndocker run -e KONG_A=$V kong", "2"],
    ["V=a.b; docker run -e KONG_A=${V%.b} kong", "a"],
    ["if x; then V=1; else V=2; fi\ndocker run -e KONG_A=$V kong", "(opaque)"],
    ["x && V=1\ndocker run -e KONG_A=$V kong", "(opaque)"],
    ["V=1\nf() { V=2; }\nf\ndocker run -e KONG_A=$V kong", "(opaque)"],
    ["V=1\nf() {\n docker run -e KONG_A=$V kong\n}\nf", "1"],
    ["V=1\nf() {\n docker run -e KONG_A=$V kong\n}\nV=2\nf", "(opaque)"],
    ["V=1\n. ./more.sh\ndocker run -e KONG_A=$V kong", "(opaque)"],
    ["for V in 1 2; do docker run -e KONG_A=$V kong; done", "(opaque)"],
    ["V=1; while x; do docker run -e KONG_A=$V kong; V=2; done", "(opaque)"],
    ["(V=1); docker run -e KONG_A=$V kong", "(opaque)"],
    ["V=(1 2)\ndocker run -e KONG_A=$V kong", "(opaque)"],
    ["V=1; V+=2\ndocker run -e KONG_A=$V kong", "(opaque)"],
    ["docker run -e KONG_A=~/x kong", "(opaque)"],
    ["docker run -e KONG_A=`echo hi` kong", "hi"],
    ["docker run -e KONG_A=$(echo a; echo b) kong", "(opaque)"],
    ["docker run -e KONG_A=$((1+1)) kong", "(opaque)"],
    ["docker run -e KONG_A=$1 kong", "(opaque)"],
    ["docker run -e KONG_A=<host> kong", "(opaque)"],
    ["docker run -e KONG_A={{ host }} kong", "(opaque)"],
    ["docker run -e KONG_A=$'a\\tb' kong", "a\tb"],
    ['docker run -e KONG_A="a\\\nb" kong', "ab"],
    ["export KONG_A=x; docker run -e KONG_A kong", "x"],
    ["KONG_A=x docker run -e KONG_A kong", "x"],
  ])("%j", (text, expected) => {
    expect(environments(read(format, text, { shell }))[0]).toEqual({ KONG_A: expected });
  });

  it("does not know the shell unless it is told", () => {
    const text = "docker run -e KONG_A=p$ss -e KONG_B kong:3.9";
    expect(environments(read(format, text))).toEqual([{ KONG_A: "(opaque)", KONG_B: "(opaque)" }]);
    expect(environments(read(format, text, { shell: new Map([["ss", "x"]]) }))).toEqual([{ KONG_A: "px" }]);
    expect(assignmentOf(unitOf(read(format, text, { shell })), "KONG_B").value.kind).toBe("removed");
  });

  it("splits an unquoted variable at blanks, as the shell does", () => {
    const before = read(format, "V='a b'\ndocker run -e KONG_DATABASE=$V kong:3.9", { shell });
    expect(faults(before)).toEqual(["refused word-lost KONG_DATABASE: KONG_DATABASE=$V"]);
  });

  it("gives `kong` what is exported and what stands before it, and nothing else", () => {
    const text =
      "KONG_A=1\nexport KONG_B=2 KONG_C=3\nunset KONG_C\nset -a\nKONG_D=4\nKONG_E=5 kong start\nsudo KONG_F=6 kong reload\n";
    expect(environments(read(format, text, { shell }))).toEqual([
      { KONG_B: "2", KONG_D: "4", KONG_E: "5" },
      { KONG_F: "6" },
    ]);
  });
});

describe("files of variables", () => {
  const files = { "a.env": '# c\nKONG_A="x" # y\n  KONG_B=b\nKONG_C\nX=1\r\n', "bad.env": "KONG A=1\n" };

  it("are read as Docker reads them, below -e, and their values stay in their place", () => {
    const before = read(format, "docker run -e KONG_B=e --env-file a.env kong:3.9", { shell }, files);
    expect(environments(before)).toEqual([{ KONG_A: '"x" # y', KONG_B: "e", X: "1" }]);
    expect(unitOf(before).draws).toEqual(["file", "a.env"]);
    expect(assignmentOf(unitOf(before), "KONG_A").rawValueSpan).toEqual({
      source: "a.env",
      start: 11,
      end: 18,
    });
    expect(unitOf(before).absence.kind).toBe("closed");
  });

  it("stop Docker where a line is wrong, and leave the unit open where they are not read", () => {
    const bad = read(format, "docker run --env-file=bad.env kong:3.9", { shell }, files);
    expect(bad.linked.problems.map(({ kind, refuses, at }) => [kind, refuses, at.source])).toEqual([
      ["syntax", true, "bad.env"],
    ]);
    const missing = unitOf(read(format, "docker run --env-file none.env kong:3.9", { shell }, files));
    expect(missing.absence).toMatchObject({
      kind: "open",
      because: [{ what: "--env-file none.env was not read" }],
    });
  });
});

describe("how a container is run", () => {
  it("tells ports, network, image, command and reachable hosts", () => {
    const text =
      "docker run -d --name gw --link db:pg -p 8000:8000 -p 127.0.0.1:8001-8002:8001-8002 -p '[::1]:8444:8444/tcp' -p $P:8443 -p 9000/udp --entrypoint /e.sh kong:3.9-alpine kong start";
    const { deployment, release, id } = unitOf(read(format, text));
    expect(id).toBe("run.gw");
    expect(release).toMatchObject({ certainty: "said", release: { edition: "oss", version: "3.9" } });
    expect(
      deployment?.ports.map(({ hostAddress, hostPort, containerPort, protocol }) => [
        hostAddress,
        hostPort,
        containerPort,
        protocol,
      ]),
    ).toEqual([
      ["0.0.0.0", 8000, 8000, "tcp"],
      ["127.0.0.1", 8001, 8001, "tcp"],
      ["127.0.0.1", 8002, 8002, "tcp"],
      ["::1", 8444, 8444, "tcp"],
      [undefined, undefined, 8443, "tcp"],
      ["0.0.0.0", undefined, 9000, "udp"],
    ]);
    expect(deployment).toMatchObject({
      network: "own",
      portsAreComplete: true,
      command: { value: ["kong", "start"] },
      entrypoint: { value: ["/e.sh"] },
    });
    expect([...(deployment?.reachableHosts ?? [])]).toEqual(["db", "pg"]);
  });

  it.each([
    ["docker run --network host kong:3.9", "host", true],
    ["docker run --net=kong-net kong:3.9", "own", true],
    ["docker run --net=none kong:3.9", "other", true],
    ["docker run -P kong:3.9", "own", false],
    ["docker run $OPTS -p 8000:8000 kong:3.9", "other", false],
    ['OPTS=(-e KONG_A=1)\ndocker run "${OPTS[@]}" kong:3.9', "other", false],
    ['docker run "$@" kong:3.9', "other", false],
  ] as const)("%s", (text, network, portsAreComplete) => {
    expect(unitOf(read(format, text)).deployment).toMatchObject({ network, portsAreComplete });
  });

  it("names commands without a name by their order", () => {
    const { units } = read(format, "docker run kong\ndocker run kong\nkong start\nkong start\n").linked;
    expect(units.map(({ id }) => id)).toEqual(["run", "run#2", "kong start", "kong start#2"]);
  });
});

describe("faults that lose settings or the command", () => {
  it.each([
    [
      "docker run -e KONG_PROXY_LISTEN=0.0.0.0:8000, 0.0.0.0:8443 ssl kong:3.9",
      "refused word-lost KONG_PROXY_LISTEN: 0.0.0.0:8443",
    ],
    ["docker run -e KONG_PROXY_LISTEN=0.0.0.0:8000 ssl kong:3.9", "refused word-lost KONG_PROXY_LISTEN: ssl"],
    ["docker run -e KONG_DATABASE = off kong:3.9", "refused word-lost KONG_DATABASE: ="],
    ["docker run \\\n -e KONG_A=1 \\ \n -e KONG_B=2 kong:3.9", "refused blank-after-backslash KONG_A: \\ "],
    ["docker run \\\n -e KONG_A=1\n -e KONG_B=2 kong:3.9", "refused missing-continuation KONG_A: 1"],
    ["docker run \\\n -e KONG_A=1 \\\n # why\n kong:3.9", "refused comment-in-continuation KONG_A: # why"],
    ["docker run -e KONG_A=a # b kong:3.9", "refused comment-cut KONG_A: # b kong:3.9"],
    [
      "docker run -e KONG_LUA_PACKAGE_PATH=./?.lua;; kong:3.9",
      "refused unquoted-semicolon KONG_LUA_PACKAGE_PATH: ;;",
    ],
    ["docker run -e KONG_A=a&b=c kong:3.9", "refused unquoted-operator KONG_A: &"],
    ['docker run -e KONG_A={"a":1,"b":2} kong:3.9', 'refused brace-expansion KONG_A: KONG_A={"a":1,"b":2}'],
    ["docker run -e “KONG_A=x” kong:3.9", "changed typographic-quote KONG_A: “KONG_A"],
    ["docker run –e KONG_A=x kong:3.9", "refused typographic-dash -: –e"],
    ["docker run kong:3.9 -e KONG_A=1", "refused option-after-image KONG_A: -e"],
    ["docker run -e KONG_A:x kong:3.9", "changed missing-sign KONG_A: KONG_A:x"],
    ["docker run -e KONG_A='x kong:3.9", "refused unclosed-quote -: '"],
    ["docker run -e KONG_DATABASE=off\\\n-e KONG_B=2 kong:3.9", "refused words-joined KONG_DATABASE: -e"],
    ["KONG_A=x\ndocker run -e KONG_A kong:3.9", "changed not-exported KONG_A: KONG_A"],
    ['docker run -e "KONG_PG_PASSWORD=p$ss" kong:3.9', "changed dollar-eaten KONG_PG_PASSWORD: $ss"],
  ])("%j", (text, expected) => {
    expect(faults(read(format, text, { shell }))).toEqual([expected]);
  });

  it.each([
    'docker run -e "KONG_DATABASE=off"\\\n  -e KONG_B=2 kong:3.9',
    "docker run -e KONG_DATABASE=off acme/kong-custom kong start",
    'docker run -e KONG_DATABASE=off "kong-$BASE:latest" kong start',
    "docker run -d -e KONG_DATABASE=off kong:3.9 && echo ok; echo more # done",
    "case $1 in\n start) docker run -e KONG_DATABASE=off kong:3.9;;\nesac",
    'docker run -e KONG_A=${V} -e KONG_B="${W}" kong:3.9',
    "docker run -e KONG_PG_PASSWORD=p\\$ss -e 'KONG_A=$x' kong:3.9",
    "docker run -p 8000:8000 -e KONG_LICENSE_DATA kong/kong-gateway:3.10 2>&1 | tee log",
  ])("says nothing of %j", (text) => {
    expect(faults(read(format, text))).toEqual([]);
  });
});
