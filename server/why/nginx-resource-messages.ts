import type { LogMessage } from "./log-message.ts";

/** Messages of nginx about what it opens when it starts: addresses, files, certificates, users. */
export const nginxResourceMessages: readonly LogMessage[] = [
  {
    id: "nginx/key-mismatch",
    from: "nginx",
    pattern:
      /SSL_CTX_use_PrivateKey(?:_file)?\("(?<value>[^"]+)"\)[^\n]{0,300}?key values mismatch|key values mismatch/,
    means: "The private key does not belong to the certificate.",
    advice:
      "Check that the certificate and its key are listed in the same order, and that both are of the same pair.",
    properties: [
      "ssl_cert",
      "ssl_cert_key",
      "cluster_cert",
      "cluster_cert_key",
      "admin_ssl_cert",
      "admin_ssl_cert_key",
    ],
    rules: ["tls/cert-key-pair", "tls/certificate-as-key"],
  },
  {
    id: "nginx/address-in-use",
    from: "nginx",
    pattern:
      /bind\(\) to (?<name>\S+?):(?<port>\d+) failed \(98: |bind\(\) to (?<value>unix:\S+) failed \(98: /,
    means:
      "Something else already listens on port {port}: another program, another Kong, or a second listener of this one.",
    advice: "Stop the other program, or use another port.",
    rules: ["listen/port-clash"],
    page: "address-already-in-use",
  },
  {
    id: "nginx/bind-denied",
    from: "nginx",
    pattern: /bind\(\) to (?<name>\S+?):(?<port>\d+) failed \(13: /,
    means:
      "The user that runs Kong may not open port {port}. Only root, or a program with `CAP_NET_BIND_SERVICE`, may open ports below 1024.",
    advice: "Use a port from 1024 on, and let the container or the firewall map 80 and 443 to it.",
    rules: [],
  },
  {
    id: "nginx/cannot-assign-address",
    from: "nginx",
    pattern: /bind\(\) to (?<name>\S+?):(?<port>\d+) failed \(99: /,
    means: "No interface of the machine or container has this address.",
    advice: "Use `0.0.0.0` or an address that the machine has.",
    rules: ["listen/invalid-entry"],
  },
  {
    id: "nginx/host-not-found",
    from: "nginx",
    pattern: /host not found in "(?<value>[^"\s]+)" of the "listen" directive/,
    means: "A listener has the host name {value}, which the machine cannot resolve.",
    advice: "Use an IP address: `0.0.0.0` for all interfaces, `127.0.0.1` for this machine only.",
    rules: ["listen/invalid-entry"],
  },
  {
    id: "nginx/host-not-found-upstream",
    from: "nginx",
    pattern: /host not found in (?:upstream|resolver) "(?<value>[^"\s]+)"/,
    means: "nginx looks up {value} when it starts, and does not find it.",
    advice: "Correct the name, or remove the injected directive that contains it.",
    rules: ["nginx/directive-syntax"],
  },
  {
    id: "nginx/invalid-port",
    from: "nginx",
    pattern: /invalid port in "(?<value>[^"\s]+)" of the "listen" directive/,
    means: "The listener {value} has a port that is not a number from 1 to 65535.",
    advice: "Correct the port.",
    rules: ["listen/invalid-entry", "listen/port-range"],
  },
  {
    id: "nginx/duplicate-listen",
    from: "nginx",
    pattern: /a duplicate listen (?<name>\S+)|duplicate listen options for (?<value>\S+)/,
    means: "Two listeners have the same address and port.",
    advice: "Remove one of them, or give them different ports.",
    rules: ["listen/port-clash"],
  },
  {
    id: "nginx/no-certificate-file",
    from: "nginx",
    pattern:
      /(?:cannot load certificate (?:key )?|(?:BIO_new_file|PEM_read_bio_X509_AUX|SSL_CTX_use_\w+_file|SSL_CTX_use_PrivateKey)\()"(?<value>[^"]+)"/,
    means:
      "nginx cannot read {value} as a certificate or key: the file is missing, not readable for Kong's user, or not in PEM format.",
    advice: "Check the path inside the container, its permissions, and that a volume mounts it.",
    rules: ["schema/file-path", "tls/certificate-as-key", "tls/cert-key-pair"],
    page: "no-such-file",
  },
  {
    id: "nginx/no-such-file",
    from: "nginx",
    pattern: /open\(\) "(?<value>[^"]+)" failed \((?:2|13|21): /,
    means: "nginx cannot open {value}: it does not exist there, or Kong's user may not read or write it.",
    advice: "Check the path inside the container. Relative paths are below Kong's prefix.",
    rules: ["nginx/log-path", "schema/file-path"],
    page: "no-such-file",
  },
  {
    id: "nginx/unknown-user",
    from: "nginx",
    pattern: /getpwnam\("(?<value>[^"]+)"\) failed|getgrnam\("(?<name>[^"]+)"\) failed/,
    means:
      "The machine or container has no user or group of this name, which `nginx_user` or `nginx_main_user` sets.",
    advice: "Use a user that exists, or create it.",
    properties: ["nginx_user", "nginx_main_user"],
    rules: [],
  },
  {
    id: "nginx/open-files",
    from: "nginx",
    pattern: /(?<![\w-])(?<name>\d+) worker_connections exceed open file resource limit: (?<value>\d+)/,
    means: "nginx may open fewer files than `worker_connections` requires.",
    advice:
      "Raise the limit of open files (`ulimit -n`, `LimitNOFILE`, `ulimits`) or `nginx_main_worker_rlimit_nofile`.",
    properties: [
      "nginx_events_worker_connections",
      "nginx_worker_connections",
      "nginx_main_worker_rlimit_nofile",
    ],
    rules: ["performance/ulimit"],
  },
];
