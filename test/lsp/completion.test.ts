import { describe, expect, test } from "vitest";
import { testContext } from "./marked-document.ts";
import { kong, suggestions } from "./suggestions.ts";

const HERE = testContext();

describe("names", () => {
  test("a name is completed with the blanks, and with the default as a place to write over", async () => {
    const { accepted } = await suggestions(kong("3.9", "log_le<|>"));
    expect(accepted("log_level")).toBe(
      kong("3.9", "log_level = ${1|notice,debug,info,warn,error,crit,alert,emerg|}"),
    );
  });

  test("a client without snippets gets plain text", async () => {
    const context = testContext({}, { completion: { ...HERE.client.completion, snippets: false } });
    const { accepted, labels } = await suggestions(kong("3.9", "log_le<|>"), { context });
    expect(accepted("log_level")).toBe(kong("3.9", "log_level = notice"));
    expect(labels).not.toContain("PostgreSQL");
  });

  test("only the name is written where a value stands already", async () => {
    const { accepted } = await suggestions(kong("3.9", "log_le<|>x = notice"));
    expect(accepted("log_level")).toBe(kong("3.9", "log_level = notice"));
    expect(accepted("log_level", "insert")).toBe(kong("3.9", "log_levelx = notice"));
  });

  test("a file without blanks round `=` stays so", async () => {
    const { accepted } = await suggestions(kong("3.9", "pg_host=db\npg_port=1\npg_da<|>"));
    expect(accepted("pg_database")).toContain("pg_database=${1:kong}");
  });

  test("names that the file sets, and names of other releases, are left out", async () => {
    const { labels } = await suggestions(kong("3.9", "pg_host = db\npg_<|>"));
    expect(labels).toContain("pg_port");
    expect(labels).not.toContain("pg_host");
    expect(labels.filter((label) => label.startsWith("cassandra_"))).toEqual([]);
    const old = await suggestions(kong("0.12", "<|>"));
    expect(old.labels).toContain("proxy_listen_ssl");
    expect(old.labels).toContain("cassandra_contact_points");
    expect(old.labels).not.toContain("stream_listen");
  });

  test("what begins with other letters is left out, and asked for again", async () => {
    const typed = await suggestions(kong("3.9", "pghst<|>"));
    expect(typed.labels).toContain("pg_host");
    expect(typed.labels).not.toContain("log_level");
    expect(typed.list?.isIncomplete).toBe(true);
    expect((await suggestions(kong("3.9", "<|>"))).list?.isIncomplete).toBe(false);
  });

  test("names of the section come first", async () => {
    const { labels } = await suggestions(kong("3.9", "\n# HYBRID MODE\n\n<|>\n"));
    const section = labels.slice(0, 3);
    expect(section).toEqual(expect.arrayContaining(["role", "cluster_cert", "cluster_cert_key"]));
    expect(section.filter((label) => /^(?:proxy|pg)_/.test(label))).toEqual([]);
  });

  test.each([
    ["proxy<|>", "proxy_listen"],
    ["pg<|>", "pg_host"],
    ["log<|>", "log_level"],
    ["listen<|>", "proxy_listen"],
  ])(
    "%s offers first what begins with it, or has such a word, and is set most often",
    async (text, first) => {
      expect((await suggestions(kong("3.9", text))).labels[0]).toBe(first);
    },
  );

  test("names carry their section, type and default", async () => {
    const { item } = await suggestions(kong("3.9", "<|>"));
    expect(item("pg_ssl")).toMatchObject({
      detail: "boolean, default off",
      labelDetails: { description: "Datastore" },
    });
  });

  test("deprecated names come last, with what replaces them", async () => {
    const { items, labels } = await suggestions(kong("3.9", "<|>"));
    const last = items.at(-1);
    expect(last?.tags).toEqual([1]);
    expect(last?.labelDetails?.description).toMatch(/^deprecated: /);
    const first = items.findIndex(({ tags }) => tags !== undefined);
    expect(items.slice(first).every(({ tags }) => tags?.includes(1))).toBe(true);
    expect(labels).toContain("opentelemetry_tracing");
  });

  test("names that the environment sets come behind those that count", async () => {
    const context = testContext({ "/ws/kong.env": "KONG_PG_HOST=db\n" });
    const { labels, item } = await suggestions(kong("3.9", "pg_<|>"), { context });
    expect(labels.indexOf("pg_host")).toBeGreaterThan(labels.indexOf("pg_user"));
    expect(item("pg_host").labelDetails?.description).toBe("the environment sets it");
  });

  test("a file of variables has variables", async () => {
    const path = "/ws/kong.env";
    const { accepted, labels } = await suggestions("KONG_PG_HO<|>", { path });
    expect(accepted("KONG_PG_HOST")).toBe("KONG_PG_HOST=${1:127.0.0.1}");
    expect(labels).not.toContain("pg_host");
    const lower = await suggestions("export proxy_l<|>", { path });
    expect(lower.item("KONG_PROXY_LISTEN").filterText).toBe("proxy_listen");
    expect(lower.accepted("KONG_PROXY_LISTEN")).toMatch(/^export KONG_PROXY_LISTEN='\$\{1:.* .*\}'$/);
  });

  test("a commented-out name is completed, prose is not", async () => {
    expect((await suggestions(kong("3.9", "#log_le<|>"))).accepted("log_level")).toContain("#log_level = ");
    expect((await suggestions(kong("3.9", "#log_le<|> = notice"))).labels).toEqual([]);
    expect((await suggestions(kong("3.9", "#log_lev<|>el = notice"))).labels).toContain("log_level");
    expect((await suggestions(kong("3.9", "# how much is log<|>"))).labels).toEqual([]);
  });

  test("directives of nginx follow a namespace", async () => {
    const { labels, accepted, documentation } = await suggestions(kong("3.9", "nginx_http_client_b<|>"));
    expect(labels).toContain("nginx_http_client_body_timeout");
    expect(accepted("nginx_http_client_body_in_single_buffer")).toContain(" = ${1|on,off|}");
    expect(await documentation("nginx_http_client_body_timeout")).toMatch(/`http` block/);
    const events = await suggestions(kong("3.9", "nginx_events_<|>"));
    expect(events.labels).toContain("nginx_events_accept_mutex");
    expect(events.labels).not.toContain("nginx_events_client_body_timeout");
    expect((await suggestions(kong("3.9", "<|>"))).labels).toContain("nginx_stream_");
    expect((await suggestions(kong("0.13", "<|>"))).labels).not.toContain("nginx_stream_");
  });

  test("settings of a plugin server have its name, in the value too, or one place for both", async () => {
    const named = await suggestions(
      kong("3.9", "prefix = /srv/kong\npluginserver_names = go, my-py\npluginserver_<|>"),
    );
    expect(named.labels).not.toContain("pluginserver_XXX_socket");
    expect(named.accepted("pluginserver_go_query_cmd")).toContain(
      "pluginserver_go_query_cmd = ${1:/usr/local/bin/query_go}",
    );
    expect(named.accepted("pluginserver_my_py_socket")).toContain(
      "pluginserver_my_py_socket = ${1:/srv/kong/my-py.socket}",
    );
    const unnamed = await suggestions(kong("3.9", "pluginserver_<|>"));
    expect(unnamed.accepted("pluginserver_XXX_query_cmd")).toBe(
      kong("3.9", "pluginserver_${1:name}_query_cmd = /usr/local/bin/query_${1:name}"),
    );
    const key = await suggestions(kong("3.9", "pluginserver_<|> = /run/x"));
    expect(key.accepted("pluginserver_XXX_socket")).toBe(
      kong("3.9", "pluginserver_${1:name}_socket = /run/x"),
    );
    expect(key.item("pluginserver_XXX_socket").insertTextFormat).toBe(2);
    const variable = await suggestions("KONG_PLUGINSERVER_<|>", { path: "/ws/kong.env" });
    expect(variable.accepted("KONG_PLUGINSERVER_XXX_START_CMD")).toBe(
      "KONG_PLUGINSERVER_${1:NAME}_START_CMD=${2:/usr/local/bin/name}",
    );
  });

  test("a client without snippets gets no place for the name of a plugin server", async () => {
    const context = testContext({}, { completion: { ...HERE.client.completion, snippets: false } });
    const { labels } = await suggestions(kong("3.9", "pluginserver_<|>"), { context });
    expect(labels.filter((label) => label.includes("XXX"))).toEqual([]);
    const named = await suggestions(kong("3.9", "pluginserver_names = go\npluginserver_<|>"), { context });
    expect(named.accepted("pluginserver_go_socket")).toContain(
      "pluginserver_go_socket = /usr/local/kong/go.socket",
    );
  });

  test("blocks fit the release and leave out what is set", async () => {
    const { accepted, labels } = await suggestions(kong("3.9", "database = postgres\n<|>"));
    expect(accepted("PostgreSQL")).toContain("pg_password = {vault://env/${4:pg-password}}");
    expect(accepted("PostgreSQL").match(/database = postgres/g)).toHaveLength(1);
    expect(labels).not.toContain("Release for kong-lint");
    const old = await suggestions(kong("1.4", "<|>"));
    expect(old.accepted("PostgreSQL")).toContain("pg_password = ${4:}");
    expect(old.labels).not.toContain("Data plane");
    expect((await suggestions("<|>")).labels).toContain("Release for kong-lint");
    const variables = await suggestions("<|>", { path: "/ws/kong.env" });
    expect(variables.accepted("DB-less")).toBe(
      "KONG_DATABASE=off\nKONG_DECLARATIVE_CONFIG=${1:/etc/kong/kong.yml}",
    );
  });

  test("blocks have the flags of the release", async () => {
    const { accepted, documentation, item } = await suggestions(kong("0.14", "<|>"));
    expect(accepted("Proxy listeners")).toBe(
      kong("0.14", "proxy_listen = 0.0.0.0:${1:8000}, 0.0.0.0:${2:8443} http2 ssl"),
    );
    expect(item("Proxy listeners").label).toBe("Proxy listeners");
    expect(await documentation("Proxy listeners")).not.toContain("reuseport");
    expect((await suggestions(kong("0.12", "<|>"))).labels).not.toContain("Proxy listeners");
  });

  test.each([
    ["role = data_plane", ["Data plane", "Proxy listeners"], ["Control plane", "PostgreSQL", "DB-less"]],
    ["role = control_plane", ["Control plane", "PostgreSQL"], ["Data plane", "DB-less"]],
    ["role = traditional", ["PostgreSQL", "DB-less"], ["Data plane", "Control plane"]],
    ["database = off", ["DB-less", "Data plane"], ["PostgreSQL"]],
    ["role = ${ROLE}", ["Data plane", "Control plane"], []],
  ])("blocks fit what is set: %s", async (line, offered, missing) => {
    const { labels } = await suggestions(kong("3.9", `${line}\n<|>`));
    expect(labels).toEqual(expect.arrayContaining(offered));
    for (const name of missing) expect(labels).not.toContain(name);
  });

  test("a block of which most is set already is not offered", async () => {
    const set = "database = postgres\npg_host = db\npg_port = 5432\npg_user = kong\npg_database = kong\n";
    expect((await suggestions(kong("3.9", "<|>"))).labels).toContain("PostgreSQL");
    expect((await suggestions(kong("3.9", `${set}<|>`))).labels).not.toContain("PostgreSQL");
  });

  test("an editor that has the blocks already gets no second copy", async () => {
    const context = testContext({}, { ownSnippets: true });
    expect((await suggestions("<|>", { context })).labels).not.toContain("PostgreSQL");
  });

  test("documentation comes when it is asked for", async () => {
    const { documentation, item } = await suggestions(kong("3.9", "<|>"));
    expect(item("pg_ssl").documentation).toBeUndefined();
    const text = await documentation("pg_ssl");
    expect(text).toContain("Variable: `KONG_PG_SSL`");
    expect(text).toContain("Allowed: `on`, `off`");
    expect(await documentation("Proxy listeners")).toContain("proxy_listen = 0.0.0.0:8000 reuseport");
  });

  test("what all items share is said once to a client that knows it", async () => {
    const listDefaults = new Set(["editRange", "data"]);
    const context = testContext({}, { completion: { ...HERE.client.completion, listDefaults } });
    const { list, item, documentation } = await suggestions(kong("3.9", "pg_ho<|>"), { context });
    expect(list?.itemDefaults?.editRange).toMatchObject({ insert: { end: { character: 5 } } });
    expect(item("pg_host")).toMatchObject({ textEditText: "pg_host = ${1:127.0.0.1}" });
    expect(item("pg_host").data).toBeUndefined();
    expect(await documentation("pg_host")).toContain("KONG_PG_HOST");
  });
});

describe("values", () => {
  const values = async (line: string, release = "3.9") => (await suggestions(kong(release, line))).labels;

  test.each([
    ["a switch", "pg_ssl = <|>", ["on", "off"]],
    ["a switch of nginx", "nginx_daemon = <|>", ["on", "off"]],
    ["a commented-out switch", "#pg_ssl = o<|>", ["on", "off"]],
    ["log levels", "log_level = <|>", ["debug", "info", "notice", "warn", "error", "crit", "alert", "emerg"]],
    [
      "a word in the middle",
      "log_level = no<|>tice # words",
      ["debug", "info", "notice", "warn", "error", "crit", "alert", "emerg"],
    ],
    ["a word that is listed already", "dns_order = LAST, SRV, <|>", ["A", "AAAA", "CNAME"]],
    ["a directive of nginx", "nginx_proxy_proxy_buffering = <|>", ["on", "off"]],
    ["flags for UDP", "stream_listen = 0.0.0.0:9000 udp <|>", ["bind", "reuseport"]],
    ["arguments", "stream_listen = [::]:9000 ipv6only=<|>", ["ipv6only=on", "ipv6only=off"]],
    [
      "an address with a host",
      "admin_listen = 10.0.0.1:<|>",
      [
        "127.0.0.1:8001 reuseport backlog=16384",
        "127.0.0.1:8444 http2 ssl reuseport backlog=16384",
        "10.0.0.1:8001",
        "10.0.0.1:8444",
      ],
    ],
    ["nothing behind an address without a port", "proxy_listen = 127.0.0.1 <|>", []],
    ["nothing behind a colon without a port", "proxy_listen = 127.0.0.1: <|>", []],
    ["nothing behind `off`", "proxy_listen = off <|>", []],
    ["nothing in a trailing comment", "log_level = notice # no<|>", []],
  ])("%s", async (_, line, expected) => {
    expect(await values(line)).toEqual(expected);
  });

  test.each([
    "log_level = debug <|>",
    "#log_level = debug <|>",
    "database = postgres <|>",
    "anonymous_reports = on <|>",
    "plugins = bundled <|>",
    "plugins = acl <|>",
    "plugins = acl <|>, oauth2",
    "headers = server_tokens <|>",
    "trusted_ips = 10.0.0.0/8 <|>",
    "ssl_ciphers = ECDHE-RSA-AES128-GCM-SHA256 <|>",
    "pg_password = secret <|>",
    "pg_host = {vault://env/pg-host} <|>",
    "nginx_http_proxy_buffering = on <|>",
    "nginx_http_client_max_body_size = 1m <|>",
  ])("nothing behind the blank of a finished value: %s", async (line) => {
    expect(await values(line)).toEqual([]);
  });

  test("what blanks part goes on behind a blank, one word at a time", async () => {
    expect(await values("ssl_protocols = TLSv1.2 <|>")).toEqual(["TLSv1.3", "TLSv1", "TLSv1.1"]);
    expect(await values("ssl_protocols = TLSv1.2 T<|> TLSv1.3")).toEqual(["TLSv1", "TLSv1.1"]);
    expect(await values("nginx_http_ssl_protocols = TLSv1.2 <|>")).toContain("TLSv1.3");
    const { accepted } = await suggestions(kong("3.9", "nginx_user = kong <|>"));
    expect(accepted("kong kong")).toBe(kong("3.9", "nginx_user = kong kong"));
  });

  test("flags are those of the release that the entry does not have", async () => {
    const now = await values("proxy_listen = 0.0.0.0:8000 reuseport, 0.0.0.0:8443 ssl <|>");
    expect(now).toEqual(expect.arrayContaining(["http2", "reuseport", "backlog=16384", "proxy_protocol"]));
    expect(now).not.toContain("ssl");
    expect(now).not.toContain("ipv6only=on");
    expect(await values("proxy_listen = 0.0.0.0:8443 ssl <|>", "0.13")).not.toContain("reuseport");
    expect(await values("proxy_listen = 0.0.0.0:8443 <|>", "0.12")).toEqual([]);
  });

  test("flags follow a socket, which has no port", async () => {
    expect(await values("proxy_listen = unix:/run/kong.sock <|>")).toContain("ssl");
  });

  test("the text of a flag is that of the entry and the release", async () => {
    const about = async (line: string, release: string) =>
      (await suggestions(kong(release, line))).documentation("http2");
    expect(await about("proxy_listen = 0.0.0.0:8000 <|>", "3.4")).toMatch(/^Speaks HTTP\/2 alone/);
    expect(await about("proxy_listen = 0.0.0.0:8443 ssl <|>", "3.4")).toMatch(/^Offers HTTP\/2 besides/);
    expect(await about("proxy_listen = 0.0.0.0:8000 <|>", "3.9")).toMatch(/^Speaks HTTP\/2 besides/);
  });

  test("addresses have the ports of the property, and leave out those that are taken", async () => {
    const first = await values("proxy_listen = <|>");
    expect(first[0]).toBe("0.0.0.0:8000 reuseport backlog=16384");
    expect(first).toEqual(expect.arrayContaining(["[::]:8000", "127.0.0.1:8443", "off"]));
    const second = await values("proxy_listen = 0.0.0.0:8000, <|>");
    expect(second).not.toContain("0.0.0.0:8000");
    expect(second).not.toContain("off");
    expect((await values("admin_listen = <|>"))[2]).toBe("127.0.0.1:8001");
    expect(await values("proxy_listen = <|>", "0.12")).not.toContain("[::]:8000");
  });

  test("a blank comes along behind a bare equals sign", async () => {
    const { accepted } = await suggestions(kong("3.9", "pg_ssl =<|>"));
    expect(accepted("on")).toBe(kong("3.9", "pg_ssl = on"));
  });

  test("the default is marked", async () => {
    const { items } = await suggestions(kong("3.9", "log_level = <|>"));
    const marked = items.filter(({ preselect }) => preselect).map(({ label }) => label);
    expect(marked).toEqual(["notice"]);
    expect((await suggestions(kong("3.9", "pg_port = <|>"))).labels).toEqual(["5432"]);
  });

  test("a default that Kong refuses, or that the cipher suite replaces, is not offered", async () => {
    expect(await values("client_max_body_size = <|>", "2.8")).toEqual([]);
    expect(await values("client_max_body_size = <|>", "1.5")).toEqual(["0"]);
    const { accepted } = await suggestions(kong("2.8", "client_max<|>"));
    expect(accepted("client_max_body_size")).toBe(kong("2.8", "client_max_body_size = $1"));
    expect(await values("ssl_protocols = <|>", "2.8")).not.toContain("TLSv1.1 TLSv1.2 TLSv1.3");
  });

  test("plugins of the release, and no bundled ones beside `bundled`", async () => {
    const plugins = await values("plugins = <|>");
    expect(plugins.slice(0, 2)).toEqual(["bundled", "off"]);
    expect(plugins).toContain("rate-limiting");
    expect(await values("plugins = rate-limiting, <|>")).not.toContain("rate-limiting");
    expect(await values("plugins = bundled, <|>")).not.toContain("rate-limiting");
    expect(await values("plugins = <|>", "0.14")).not.toContain("prometheus-advanced");
  });

  test("a value that a release refuses is not offered", async () => {
    expect(await values("database = <|>", "3.9")).toEqual(["postgres", "off"]);
    expect(await values("database = <|>", "2.8")).toEqual(["postgres", "cassandra", "off"]);
  });

  test("ciphers between colons, headers, vaults", async () => {
    expect(await values("ssl_ciphers = ECDHE-RSA-AES128-GCM-SHA256:<|>")).toContain(
      "ECDHE-RSA-AES256-GCM-SHA384",
    );
    expect(await values("ssl_ciphers = ECDHE-RSA-AES128-GCM-SHA256:<|>")).not.toContain(
      "ECDHE-RSA-AES128-GCM-SHA256",
    );
    expect(await values("headers = <|>")).toContain("X-Kong-Upstream-Latency");
    expect(await values("vaults = <|>")).toEqual(["bundled", "env", "off"]);
    expect(await values("vaults = <|>", "enterprise@3.9")).toContain("hcv");
    expect(await values("ssl_cipher_suite = <|>", "2.6")).not.toContain("fips");
    expect(await values("proxy_error_log = <|>")).not.toContain("off");
  });

  test("references to vaults for secrets, with names from the files beside", async () => {
    const context = testContext({ "/ws/app.env": "DB_PASS=x\nKONG_PG_HOST=db\n" });
    const { labels, accepted } = await suggestions(kong("3.9", "pg_password = <|>"), { context });
    expect(labels).toEqual(["{vault://env/pg-password}", "{vault://env/db-pass}"]);
    expect(accepted("{vault://env/db-pass}")).toBe(kong("3.9", "pg_password = {vault://env/db-pass}"));
    expect(await values("pg_password = <|>", "2.7")).toEqual([]);
    expect(await values("pg_host = {<|>")).toEqual(["{vault://env/pg-host}"]);
    expect(await values("pg_host = <|>")).not.toContain("{vault://env/pg-host}");
    expect(await values("pg_password = <|>", "enterprise@3.9")).toContain("{vault://aws/…}");
  });

  test("the closing brace that an editor has written goes with the reference", async () => {
    const { accepted } = await suggestions(kong("3.9", "pg_password = {vault://<|>}"));
    expect(accepted("{vault://env/pg-password}")).toBe(
      kong("3.9", "pg_password = {vault://env/pg-password}"),
    );
  });

  test("values of variables, in quotes too", async () => {
    const path = "/ws/kong.env";
    expect((await suggestions('KONG_LOG_LEVEL="no<|>"', { path })).accepted("notice")).toBe(
      'KONG_LOG_LEVEL="notice"',
    );
    expect((await suggestions("KONG_PG_SSL=<|>", { path })).labels).toEqual(["on", "off"]);
  });

  test("a value of several lines", async () => {
    const { accepted } = await suggestions(
      kong("3.9", "proxy_listen = 0.0.0.0:8000, \\\n  0.0.0.0:8443 s<|>\n"),
    );
    expect(accepted("ssl")).toBe(kong("3.9", "proxy_listen = 0.0.0.0:8000, \\\n  0.0.0.0:8443 ssl\n"));
  });

  test.each(["utf-8", "utf-16", "utf-32"] as const)("columns are those of %s", async (encoding) => {
    const line = "plugins = \u00e9\ud83d\ude00, rate-lim<|>x";
    const { accepted } = await suggestions(kong("3.9", line), { encoding });
    expect(accepted("rate-limiting")).toBe(kong("3.9", "plugins = \u00e9\ud83d\ude00, rate-limiting"));
  });

  test("documentation of a value", async () => {
    const { documentation } = await suggestions(kong("3.9", "proxy_listen = 0.0.0.0:8443 <|>"));
    expect(await documentation("ssl")).toMatch(/TLS/);
  });
});

describe("comments for kong-lint", () => {
  test("their first word", async () => {
    const { labels, accepted } = await suggestions("# kong-lint-dis<|>\npg_host = a");
    expect(labels).toContain("kong-lint-disable-next-line");
    expect(accepted("kong-lint-disable-next-line")).toBe("# kong-lint-disable-next-line \npg_host = a");
    expect((await suggestions("# ko<|>")).labels).toContain("kong-lint: kong=");
    expect((await suggestions("# kong is great<|>")).labels).toEqual([]);
  });

  test("the rules that they name", async () => {
    const { labels, accepted } = await suggestions("# kong-lint-disable-file schema/node-id, sche<|>ma/x");
    expect(labels).toContain("schema/unknown-property");
    expect(accepted("schema/unknown-property")).toBe(
      "# kong-lint-disable-file schema/node-id, schema/unknown-property",
    );
    expect((await suggestions("# kong-lint-disable x/y -- because <|>")).labels).toEqual([]);
  });

  test("the release", async () => {
    const { labels, accepted } = await suggestions("# kong-lint: kong=<|>\npg_host = a");
    expect(labels).toContain("enterprise@0.34");
    expect(accepted("oss@2.8")).toBe("# kong-lint: kong=oss@2.8\npg_host = a");
  });

  test("in a Compose file too", async () => {
    const text =
      "services:\n  kong:\n    image: kong:3.9\n    # kong-lint-disable-next-line sch<|>\n    environment:\n      KONG_DATABASE: off\n";
    expect((await suggestions(text, { path: "/ws/compose.yaml" })).labels).toContain(
      "schema/unknown-property",
    );
  });
});
