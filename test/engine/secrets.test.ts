import { expect, test } from "vitest";
import { LineIndex } from "../../grammar/text/line-index.ts";
import { catalogFor } from "../../schemas/catalog.ts";
import { secretsOf } from "../../server/engine/secrets.ts";
import { readUnit } from "../../server/inputs/read-unit.ts";

const catalog = catalogFor({ edition: "oss", version: "3.9" });

test.each([
  ["pg_password = hunter2", ["hunter2"]],
  ["pg_password = ${PG_PASSWORD}", []],
  ["pg_password = {{ pg_password }}", []],
  ["pg_password = {vault://env/pg-password}", []],
  // Something fills in a part, and the other part stands there.
  ["pg_password = hunter2${SUFFIX}", ["hunter2${SUFFIX}"]],
  ["pg_password = zq.:$A000000", ["zq.:$A000000"]],
  ["pg_password = ${A}-${B}", []],
  ["admin_gui_url = http://user:hunter2@${HOST}", ["hunter2"]],
  ["admin_gui_url = http://user:${PASSWORD}@${HOST}", []],
  // A path is no secret, whatever fills in a part of it.
  ["ssl_cert_key = /etc/kong/${NAME}.key", []],
  ["keyring_recovery_private_key = /etc/kong/{{ name }}.pem", []],
])("%s", (text, secrets) => {
  const unit = readUnit({ path: "kong.conf", text, lines: new LineIndex(text) }, "kong-conf");
  expect([...new Set(secretsOf(unit, catalog).map((secret) => secret.text))]).toEqual(secrets);
});
