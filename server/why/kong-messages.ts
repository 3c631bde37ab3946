import type { LogMessage } from "./log-message.ts";

/** Messages of Kong's loader, which reads `kong.conf` and the environment. */
export const kongMessages: readonly LogMessage[] = [
  {
    id: "kong/invalid-value",
    from: "Kong",
    pattern: /(?<![\w-])(?<property>[a-z][a-z0-9_]*) has an invalid value: '(?<value>[^']*)'/,
    means: "{property} does not accept the value {value}, so Kong does not start.",
    advice:
      "Use one of the words that the message lists, spelled exactly so. In YAML, put quotes around `on` and `off`.",
    rules: [
      "schema/enum-value",
      "schema/boolean-value",
      "syntax/quoted-value",
      "env/quotes-in-value",
      "syntax/invisible-characters",
    ],
    page: "has-an-invalid-value",
  },
  {
    id: "kong/wrong-type",
    from: "Kong",
    pattern:
      /(?<![\w-])(?<property>[a-z][a-z0-9_]*) is not an? (?<name>string|boolean|number|array|ngx_boolean|integer): '/,
    means:
      "{property} must be a {name}, and Kong reads something else. Up to 3.1, a value made of digits alone is a number.",
    advice: "Correct the value. Choose a password that is not made of digits alone.",
    rules: [
      "syntax/numeric-string-mangled",
      "schema/number-not-numeric",
      "schema/boolean-value",
      "env/unknown-variable",
    ],
  },
  {
    id: "kong/no-configuration-file",
    from: "Kong",
    pattern: /no file at: (?<name>\S+)/,
    means: "`kong -c` names the configuration file {name}, which does not exist there.",
    advice: "Check the path inside the container or on the machine.",
    rules: [],
  },
  {
    id: "kong/listener",
    from: "Kong",
    pattern: /(?<![\w-])(?<property>[a-z_]+_listen) must be of form: /,
    means: "An entry of {property} is not an address with a port and flags that this release supports.",
    advice: "Correct the entry, such as `0.0.0.0:8443 ssl`. Remove flags that came with a later release.",
    rules: ["listen/invalid-entry", "listen/unknown-flag", "listen/off-position", "listen/ipv6"],
    page: "must-be-of-form",
  },
  {
    id: "kong/no-such-file",
    from: "Kong",
    pattern:
      /(?<![\w-])(?<property>[a-z_]*(?:cert|cert_key|certificate|dhparam|hostsfile|hosts_file)): (?:no such file at (?<value>[^\n]+)|file does not exist|failed loading (?:certificate|key) from (?<name>\S*))/,
    means: "{property} names a file that Kong cannot find or cannot read as a certificate or key.",
    advice:
      "Check the path inside the container, and that a volume mounts it. Since 2.8 the text of a PEM file in base64 also works.",
    rules: ["schema/file-path", "tls/certificate-as-key", "tls/cert-key-pair"],
    page: "no-such-file",
  },
  {
    id: "kong/must-be-specified",
    from: "Kong",
    pattern: /(?<![\w-])(?<property>[a-z_]+(?:cert|cert_key)) must be specified/,
    means: "A certificate has no key, or a key has no certificate: {property} is missing.",
    advice: "Set both, or neither.",
    rules: ["tls/cert-key-pair", "cluster/hybrid-requirements"],
  },
  {
    id: "kong/role",
    from: "Kong",
    pattern:
      /(?:(?<![\w-])(?<property>[a-z_]+) (?:must be specified|can(?:not| not| only) be used) when role = |storage can (?:not )?(?:only )?be used when role = |only in-memory storage can be used when role|cluster certificate and key must be provided to use Hybrid mode|cluster_ca_cert must be specified when cluster_mtls)/,
    means: "The role of hybrid mode requires a setting that is missing, or excludes one that is there.",
    advice:
      "A data plane requires `database = off`, and both planes a certificate with its key. A control plane requires a database.",
    properties: ["role", "database", "cluster_cert", "cluster_cert_key"],
    releases: { since: "2.0" },
    rules: ["cluster/hybrid-requirements", "cluster/data-plane-trust", "cluster/dp-labels"],
    page: "cluster-certificate-and-key",
  },
  {
    id: "kong/dns-resolver",
    from: "Kong",
    pattern:
      /(?<![\w-])(?<property>dns_resolver|resolver_address) must be a comma separated list in the form of IPv4\/6[^\n]{0,40}, got '(?<value>[^']*)'/,
    means: "{property} accepts IP addresses with an optional port, and {value} is not one.",
    advice: "Use the IP address of the name server.",
    rules: ["schema/dns-values"],
  },
  {
    id: "kong/dns-order",
    from: "Kong",
    pattern: /(?<![\w-])(?<property>dns_order|resolver_family): invalid entry '(?<value>[^']*)'/,
    means: "{value} is not a record type that {property} accepts in this release.",
    advice: "Use `LAST`, `SRV`, `A`, `CNAME`, and `AAAA` since 2.0.",
    rules: ["schema/dns-values"],
  },
  {
    id: "kong/headers",
    from: "Kong",
    pattern: /(?<![\w-])(?<property>headers(?:_upstream)?): invalid entry '(?<value>[^']*)'/,
    means: "{property} lists headers that Kong itself writes, and {value} is not one.",
    advice:
      "Use `server_tokens`, `latency_tokens`, or names such as `X-Kong-Response-Latency`. For other headers use the Response Transformer plugin.",
    rules: ["schema/headers-token"],
  },
  {
    id: "kong/trusted-ips",
    from: "Kong",
    pattern:
      /(?<![\w-])(?<property>trusted_ips) must be a comma separated list in the form of IPv4[^\n]{0,60}, got '(?<value>[^']*)'/,
    means: "{value} in {property} is not an IP address, a network, or `unix:`.",
    advice: "Correct the entry, such as `10.0.0.0/8`.",
    rules: ["schema/trusted-ips-format"],
  },
  {
    id: "kong/number-range",
    from: "Kong",
    pattern: /(?<![\w-])(?<property>[a-z][a-z0-9_]*) must be (?:an integer |between |greater than |\d)/,
    means: "The number in {property} is outside the range that Kong accepts.",
    advice: "Use a number in the range that the message names.",
    rules: ["schema/number-range", "schema/number-not-numeric"],
  },
  {
    id: "kong/port-maps",
    from: "Kong",
    pattern: /invalid port mapping \(`(?<property>port_maps)`\): (?<value>\S+)/,
    means: "{value} is not a mapping of ports.",
    advice: "Use `<outer port>:<port of Kong>`, such as `443:8443`.",
    rules: ["schema/port-maps-format"],
  },
  {
    id: "kong/admin-gui-path",
    from: "Kong",
    pattern: /(?<![\w-])(?<property>admin_gui_path) (?:must|can only)/,
    means: "{property} is not a path that Kong accepts.",
    advice: "Use a path that begins with `/` and does not end with it, such as `/manager`.",
    releases: { since: "3.4" },
    rules: ["schema/admin-gui-path"],
  },
  {
    id: "kong/cassandra-port",
    from: "Kong",
    pattern: /bad (?<name>cassandra) contact point '(?<value>[^']*)': /,
    means: "{value} is not a host by itself.",
    advice: "Write hosts without a port, and the port into `cassandra_port`.",
    properties: ["cassandra_contact_points"],
    releases: { before: "3.4" },
    rules: ["datastore/cassandra-contact-points"],
  },
  {
    id: "kong/cassandra-removed",
    from: "Kong",
    pattern: /Cassandra as a datastore for Kong is not supported/,
    means: "Kong 3.4 and later do not support Cassandra.",
    advice: "Use PostgreSQL, or `database = off` with a declarative file.",
    properties: ["database"],
    releases: { since: "3.4" },
    rules: ["datastore/cassandra-removed"],
  },
];
