import { expect, test } from "vitest";
import { readConf, reported } from "./read.ts";

/** The property on which Kong stops, of several that each break it. */
function firstBroken(text: string, version: string): readonly string[] {
  return reported(readConf(text, version)).map(({ property }) => property);
}

/** Numbers that Kong compares without asking whether they are set, from the last to the first. */
const numbers = [
  "lua_max_post_args",
  "lua_max_uri_args",
  "lua_max_resp_headers",
  "lua_max_req_headers",
  "tracing_sampling_rate",
  "upstream_keepalive_idle_timeout",
  "upstream_keepalive_max_requests",
  "upstream_keepalive_pool_size",
  "cluster_max_payload",
  "cluster_data_plane_purge_delay",
  "worker_state_update_frequency",
  "pg_semaphore_timeout",
  "pg_max_concurrent_queries",
];

test.each(["3.3.0", "3.9.3"])("of several Lua errors Kong %s stops at the first in its code", (version) => {
  let text = "tracing_instrumentations = all\n";
  for (const name of numbers) {
    text += `${name} = x\n`;
    expect(firstBroken(text, version)).toEqual([name]);
  }
});

test("a number of Cassandra comes before a path that is a number", () => {
  const text = "ssl_cert = 1\nssl_cert_key = /k\n";
  expect(firstBroken(text, "2.1.4")).toEqual(["ssl_cert"]);
  const both = `${text}database = cassandra\ncassandra_refresh_frequency = x\n`;
  expect(firstBroken(both, "2.1.4")).toEqual(["cassandra_refresh_frequency"]);
});

test("the user of nginx is looked up under its newer name first", () => {
  expect(firstBroken("nginx_user =\nnginx_main_user =\n", "3.4.2")).toEqual(["nginx_main_user"]);
});
