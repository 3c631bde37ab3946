import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { LogReader } from "../../server/why/log-reader.ts";
import { messageText } from "../../server/why/message-text.ts";
import { CASES } from "./message-table.ts";

function read(pieces: readonly string[], version?: string) {
  const reader = new LogReader(version);
  for (const piece of pieces) reader.add(piece);
  return { found: reader.finish(), lines: reader.lines };
}

const EMERG = 'nginx: [emerg] unknown directive "foo" in /usr/local/kong/nginx-kong.conf:12';

describe("what terminals and log drivers add is left out", () => {
  test.each([
    ["Docker Compose", `kong-1         | ${EMERG}`],
    ["Docker Compose 1", `gateway_kong_1  | ${EMERG}`],
    ["colors", `\u001b[36mkong-1  |\u001b[0m \u001b[1;31m${EMERG}\u001b[0m`],
    ["kubectl --timestamps", `2024-05-01T10:00:00.123456789Z ${EMERG}`],
    ["kubectl --prefix", `[pod/kong-7f9c/proxy] ${EMERG}`],
    ["the container runtime", `2024-05-01T10:00:00.123456789+02:00 stderr F ${EMERG}`],
    ["the journal", `May  1 10:00:00 gw1 kong[812]: ${EMERG}`],
    [
      "Docker's log files",
      `{"log":"${EMERG.replaceAll('"', '\\"')}\\n","stream":"stderr","time":"2024-05-01T10:00:00Z"}`,
    ],
  ])("%s", (_, line) => {
    expect(messageText(line)).toBe(EMERG);
    expect(read([`${line}\r\n`]).found.map(({ message }) => message.id)).toEqual(["nginx/unknown-directive"]);
  });
});

describe("a log is read piece by piece", () => {
  const log = CASES.map(({ log: line }) => `2024/05/01 [notice] 1#0: start\n${line}\n`).join("");

  test("wherever it is cut, the messages are the same", () => {
    const whole = read([log]);
    expect(whole.found.length).toBeGreaterThan(25);
    fc.assert(
      fc.property(fc.array(fc.nat(log.length), { maxLength: 8 }), (cuts) => {
        const places = [0, ...cuts.sort((a, b) => a - b), log.length];
        const pieces = places.slice(1).map((end, index) => log.slice(places[index], end));
        expect(read(pieces)).toEqual(whole);
      }),
    );
  });

  test("what repeats is counted", () => {
    const { found, lines } = read([`${EMERG}\n`.repeat(1000)]);
    expect(lines).toBe(1000);
    expect(found.map(({ count, line }) => [count, line])).toEqual([[1000, 1]]);
  });

  test("a log with ever other messages does not grow without end", () => {
    const text = Array.from({ length: 5000 }, (_, n) => `nginx: [emerg] unknown directive "x${n}"\n`).join(
      "",
    );
    expect(read([text]).found).toHaveLength(200);
  });

  test("a line without an end is cut", () => {
    const { found, lines } = read([..."x".repeat(100).split(""), `${"y".repeat(1_000_000)}`, `\n${EMERG}`]);
    expect(lines).toBe(2);
    expect(found.map(({ line }) => line)).toEqual([2]);
  });
});

describe("lines that are not about configuration", () => {
  test.each([
    '10.0.0.1 - - [01/May/2024:10:00:00 +0000] "GET /unknown/directive HTTP/1.1" 404 48 "-" "curl/8"',
    '2024/05/01 10:00:00 [notice] 1#0: using the "epoll" event method',
    "2024/05/01 10:00:00 [error] 20#0: *2 upstream timed out (110: Connection timed out) while reading response header",
    "",
    "\u001b[0m",
  ])("%j", (line) => {
    expect(read([`${line}\n`]).found).toEqual([]);
  });
});

test("a message that another release writes is left out where the release is known", () => {
  const line = "Error: Database needs bootstrapping or is older than Kong 1.0.\n";
  expect(read([line], "3.4.2").found).toHaveLength(1);
  expect(read([line], "0.14.1").found).toHaveLength(0);
});
