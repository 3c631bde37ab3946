import { describe, expect, it } from "vitest";
import { fetchWithRetry } from "../../server/review/fetch-with-retry.ts";
import { type Limits, limitedFetch } from "../../server/review/limited-fetch.ts";

const LIMITS: Limits = { bytes: 2 * 1024 * 1024, requests: 20, time: 60_000 };
const HOME = "https://api.example/items";

/** A server that answers the same each time, and what was asked of it. */
function server(answer: (url: string) => Response) {
  const asked: string[] = [];
  const fetchOnce: typeof fetch = async (input) => {
    asked.push(String(input));
    return answer(String(input));
  };
  return { asked, fetchOnce };
}

/** A body that goes on for ever, and what was taken of it. */
function endless() {
  const taken = { bytes: 0 };
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      taken.bytes += 65_536;
      controller.enqueue(new Uint8Array(65_536));
    },
  });
  return { body, taken };
}

const to = (location: string, status = 302) => new Response(null, { status, headers: { location } });

describe("a review goes along with", () => {
  it("an answer, as it is", async () => {
    const { fetchOnce } = server(() => new Response('{"a":1}', { status: 201, headers: { "x-page": "2" } }));
    const response = await limitedFetch(fetchOnce, () => 0, LIMITS)(HOME);
    expect(response.status).toBe(201);
    expect(response.headers.get("x-page")).toBe("2");
    expect(await response.json()).toEqual({ a: 1 });
  });

  it("a redirect on the same host", async () => {
    const { asked, fetchOnce } = server((url) => (url === HOME ? to("/moved", 301) : new Response("there")));
    expect(await (await limitedFetch(fetchOnce, () => 0, LIMITS)(HOME)).text()).toBe("there");
    expect(asked).toEqual([HOME, "https://api.example/moved"]);
  });
});

describe("a review does not go along with", () => {
  it.each([
    "https://evil.example/",
    "//evil.example/items",
    "http://api.example/items",
    "https://api.example:8443/",
    "https://api.example@evil.example/",
  ])("a redirect to another host: %s", async (location) => {
    const { asked, fetchOnce } = server(() => to(location));
    const limited = limitedFetch(fetchOnce, () => 0, LIMITS);
    await expect(limited(HOME, { headers: { authorization: "Bearer t" } })).rejects.toThrow(
      "redirects to another host",
    );
    expect(asked).toEqual([HOME]);
  });

  it("redirects in a circle", async () => {
    const { asked, fetchOnce } = server(() => to("/items"));
    await expect(limitedFetch(fetchOnce, () => 0, LIMITS)(HOME)).rejects.toThrow("redirects again and again");
    expect(asked.length).toBeLessThan(10);
  });

  it("a body without an end", async () => {
    const { body, taken } = endless();
    const { fetchOnce } = server(() => new Response(body));
    await expect(limitedFetch(fetchOnce, () => 0, LIMITS)(HOME)).rejects.toThrow("more than 2 MB");
    expect(taken.bytes).toBeLessThan(2 * LIMITS.bytes);
  });

  it("pages without an end", async () => {
    const { asked, fetchOnce } = server(() => new Response("[]"));
    const limited = limitedFetch(fetchOnce, () => 0, LIMITS);
    const askAll = async () => {
      for (;;) await limited(HOME);
    };
    await expect(askAll()).rejects.toThrow("needs more than 20 requests");
    expect(asked.length).toBe(20);
  });

  it("a server that takes its time with every answer", async () => {
    let now = 0;
    const { fetchOnce } = server(() => new Response("[]"));
    const limited = limitedFetch(fetchOnce, () => now, LIMITS);
    await limited(HOME);
    now = 61_000;
    await expect(limited(HOME)).rejects.toThrow("took more than 1 minutes in all");
  });

  it("any of these twice", async () => {
    const { asked, fetchOnce } = server(() => to("https://evil.example/"));
    const patient = fetchWithRetry({
      fetch: fetchOnce,
      sleep: async () => undefined,
      now: () => 0,
      timeoutMs: 1000,
      limits: LIMITS,
    });
    await expect(patient(HOME)).rejects.toThrow("redirects to another host");
    expect(asked.length).toBe(1);
  });
});
