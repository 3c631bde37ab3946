import { expect, test } from "vitest";
import { folderWith, kongLint } from "../cli/run-cli.ts";

const SECRETS = [
  "correct-horse-1",
  "correct-horse-2",
  "tr0ub4dor-3",
  "tr0ub4dor-4",
  "s3cr3t-token-5",
  "s3cr3t-token-6",
];

const side = (first: string, second: string, third: string) => ({
  conf: [
    `pg_password = ${first}`,
    `proxy_server = http://user:${second}@proxy.example.com:3128`,
    `nginx_proxy_proxy_set_header = Authorization "Bearer ${third}"`,
    `admin_gui_session_conf = {"secret":"${first}","cookie_secure":false}`,
    `pg_pasword = ${second}`,
    "",
  ].join("\n"),
});

test.each(["pretty", "json", "markdown"])("no secret is in the %s output", async (format) => {
  const before = side("correct-horse-1", "tr0ub4dor-3", "s3cr3t-token-5");
  const after = side("correct-horse-2", "tr0ub4dor-4", "s3cr3t-token-6");
  const folder = folderWith({ "a.conf": before.conf, "b.conf": after.conf });
  for (const release of ["enterprise@3.4", "oss@3.9", "enterprise@0.34"]) {
    const { code, stdout, stderr } = await kongLint(folder, [
      "diff",
      "a.conf",
      "b.conf",
      "--format",
      format,
      "--kong-version",
      release,
    ]);
    for (const secret of SECRETS) expect(stdout + stderr).not.toContain(secret);
    expect(stdout).toContain("pg_password");
    expect(code).toBe(1);
  }
});

test("a changed secret is said to have changed, and so is one inside a value", async () => {
  const before = side("correct-horse-1", "tr0ub4dor-3", "s3cr3t-token-5");
  const after = side("correct-horse-2", "tr0ub4dor-4", "s3cr3t-token-5");
  const folder = folderWith({ "a.conf": before.conf, "b.conf": after.conf });
  const { stdout } = await kongLint(folder, ["diff", "a.conf", "b.conf", "--kong-version", "3.9"]);
  expect(stdout).toContain("pg_password\n    changed, and the value is secret: a.conf:1 → b.conf:1\n");
  expect(stdout).toContain("proxy_server\n    changed, and the value is secret: a.conf:2 → b.conf:2\n");
  expect(stdout).not.toContain("nginx_proxy_proxy_set_header");
});

test("a path to a key and a reference to a vault are shown", async () => {
  const folder = folderWith({
    "a.conf": "ssl_cert = /etc/a.crt\nssl_cert_key = /etc/a.key\npg_password = {vault://env/pg-old}\n",
    "b.conf": "ssl_cert = /etc/a.crt\nssl_cert_key = /etc/b.key\npg_password = {vault://env/pg-new}\n",
  });
  const { stdout } = await kongLint(folder, ["diff", "a.conf", "b.conf", "--kong-version", "3.9"]);
  expect(stdout).toContain("- /etc/a.key");
  expect(stdout).toContain("+ {vault://env/pg-new}");
});
