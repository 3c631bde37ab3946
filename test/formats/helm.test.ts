import { describe, expect, it } from "vitest";
import { applyEdits } from "../../grammar/text/text-edit.ts";
import { chartVersions, kongChart } from "../../schemas/charts/kong-chart.ts";
import { helmFormat } from "../../server/formats/helm/helm-format.ts";
import { configUnit } from "../../server/model/config-unit.ts";
import type { SemanticEdit } from "../../server/model/semantic-edit.ts";
import { assignmentOf, kinds, link, textAt, unitIn, variables } from "./project.ts";

/** The values of `env`, in a file that is plainly the chart's. */
const values = (env: string, more = "") => `ingressController:\n  enabled: false\nenv:\n${env}${more}`;

describe("what Helm makes of values", () => {
  it.each([
    ["pg_password: 12345678", "KONG_PG_PASSWORD", "1.2345678e+07"],
    ["real_ip_recursive: on", "KONG_REAL_IP_RECURSIVE", "true"],
    ["pg_port: 05432", "KONG_PG_PORT", "2842"],
    ["mem_cache_size: 3.10", "KONG_MEM_CACHE_SIZE", "3.1"],
    ["plugins: [bundled, oidc]", "KONG_PLUGINS", "[bundled oidc]"],
    ["pg_host: p$ss", "KONG_PG_HOST", "p$ss"],
    ["pg_host: '{{ .Release.Name }}-db'", "KONG_PG_HOST", "{{ .Release.Name }}-db"],
    ["LOG_LEVEL: debug", "KONG_LOG_LEVEL", "debug"],
    ["pg_host:", "KONG_PG_HOST", ""],
  ])("%s", (line, variable, text) => {
    expect(variables(link({ "values.yaml": values(`  ${line}\n`) }))).toMatchObject({ [variable]: text });
  });

  it("a Secret is known at run time only", () => {
    const project = link({
      "values.yaml": values("  pg_password:\n    valueFrom:\n      secretKeyRef: {name: s, key: p}\n"),
    });
    expect(variables(project)).toMatchObject({ KONG_PG_PASSWORD: "?" });
  });

  it.each(["database: off", "proxy_access_log: off", "pg_host: {}", "pg_port: {value: 5432}"])(
    "stops at %s",
    (line) => {
      const { linked } = link({ "values.yaml": values(`  ${line}\n`) });
      expect(linked.problems.filter(({ refuses }) => refuses)).toHaveLength(1);
    },
  );

  it("tells where a value loses its form, and not where Kong reads the same", () => {
    const project = link({ "values.yaml": values("  pg_password: 12345678\n  anonymous_reports: off\n") });
    expect(kinds(project)).toEqual(["retyped"]);
    expect(project.linked.problems.map(({ at }) => textAt(project, at))).toEqual(["12345678"]);
  });

  it.each([
    ["the value of the first is lost", "  log_level: debug\n  log_level: info\n", ["repeated-key"]],
    ["the first has no value", "  log_level:\n  log_level: info\n", []],
    ["both say the same", "  log_level: info\n  log_level: info\n", []],
    ["one is a number, one a text", "  pg_password: 123\n  pg_password: '123'\n", ["repeated-key"]],
  ])("a key that is there twice: %s", (_, env, expected) => {
    expect(kinds(link({ "values.yaml": values(env) }))).toEqual(expected);
  });

  it("an older chart prints a bare tag as a number, a newer one stops", () => {
    const text = values("  log_level: debug\n", "image:\n  tag: 3.10\n");
    const refusals = (chart: string) =>
      link({ "values.yaml": text }, { chart }).linked.problems.filter(({ refuses }) => refuses).length;
    expect(refusals("kong 2.25.0")).toBe(0);
    expect(refusals("kong 2.26.0")).toBe(1);
  });
});

describe("what the chart sets by itself", () => {
  it("builds listeners from blocks, below `env`", () => {
    const project = link({
      "values.yaml": values(
        "  status_listen: 0.0.0.0:9100\n",
        "proxy:\n  http: {containerPort: 9000}\n  tls: {enabled: false}\nstatus:\n  http: {containerPort: 8200}\n",
      ),
    });
    expect(variables(project)).toMatchObject({
      KONG_PROXY_LISTEN: "0.0.0.0:9000, [::]:9000",
      KONG_PORT_MAPS: "80:9000",
      KONG_STATUS_LISTEN: "0.0.0.0:9100",
    });
    expect(textAt(project, assignmentOf(project, "KONG_PROXY_LISTEN").nameSpan)).toBe("enabled");
  });

  it("`nginx_daemon` never wins", () => {
    const project = link({ "values.yaml": values('  nginx_daemon: "on"\n') });
    expect(variables(project)).toMatchObject({ KONG_NGINX_DAEMON: "off" });
  });

  it("null takes a default of the chart away", () => {
    expect(variables(link({ "values.yaml": values("  prefix: null\n") }))).not.toHaveProperty("KONG_PREFIX");
  });

  it.each([
    ["1.3.0", "0.0.0.0:8444 ssl"],
    ["2.8.0", "127.0.0.1:8444 http2 ssl"],
    ["3.4.1", "127.0.0.1:8444 http2 ssl, [::1]:8444 http2 ssl"],
  ])("chart %s: the Admin API listens on %s", (version, text) => {
    const project = link({ "values.yaml": values("  log_level: info\n") }, { chart: `kong ${version}` });
    expect(variables(project)).toMatchObject({ KONG_ADMIN_LISTEN: text });
  });

  it("every version that was collected has defaults, traits and variables", () => {
    for (const version of chartVersions()) {
      const chart = kongChart(version);
      expect(chart.version).toBe(version);
      expect(chart.defaults.get("env.database"), version).toBe("off");
      expect(
        chart.variables.map(({ name }) => name),
        version,
      ).toContain("KONG_PROXY_LISTEN");
    }
  });
});

describe("which chart, which release", () => {
  const umbrella = "kong:\n  env:\n    pg_host: db\n    database: postgres\n  proxy:\n    enabled: true\n";
  const chart = (dependency: string) =>
    `apiVersion: v2\nname: shop\nversion: 0.1.0\ndependencies:\n- name: kong\n  repository: https://charts.konghq.com\n${dependency}`;

  it("Chart.yaml tells the version of the chart, and so the release", () => {
    const project = link({
      "values.yaml": umbrella,
      "Chart.yaml": chart('  version: "2.16.0"\n'),
    });
    expect(unitIn(project, "kong").release?.release).toMatchObject({ edition: "oss", version: "3.1" });
    expect(variables(project, "kong")).toMatchObject({
      KONG_PROXY_LISTEN: "0.0.0.0:8000, 0.0.0.0:8443 http2 ssl",
    });
  });

  it("an alias is the key of the values, and Chart.lock has the exact version", () => {
    const project = link({
      "values.yaml": umbrella.replace("kong:", "edge:"),
      "Chart.yaml": chart('  version: ">=2.0.0"\n  alias: edge\n'),
      "Chart.lock":
        "dependencies:\n- name: kong\n  repository: https://charts.konghq.com\n  version: 2.8.0\n",
    });
    expect(unitIn(project, "edge").release?.release.version).toBe("2.8");
  });

  it("the chart `ingress` starts Kong in its gateway, and none in its controller", () => {
    const project = link({
      "values.yaml":
        "controller:\n  ingressController:\n    env:\n      log_level: debug\ngateway:\n  env:\n    router_flavor: expressions\n",
    });
    expect(project.linked.units.map(({ id }) => id)).toEqual(["gateway"]);
    expect(variables(project, "gateway")).toMatchObject({
      KONG_ROLE: "traditional",
      KONG_ROUTER_FLAVOR: "expressions",
    });
  });

  it("the image tells the release and the edition", () => {
    const project = link({
      "values.yaml": values(
        "  log_level: info\n",
        'image:\n  repository: kong/kong-gateway\n  tag: "3.4.1.1-ubuntu"\n',
      ),
    });
    expect(unitIn(project).release).toMatchObject({
      certainty: "said",
      release: { edition: "enterprise", version: "3.4.1.1" },
    });
  });

  it("values of other charts are not Kong's", () => {
    const text = "image:\n  repository: acme/kong-dashboard\nenv:\n  log_level: debug\n";
    expect(link({ "values.yaml": text }).linked.units).toEqual([]);
  });
});

describe("who carries values", () => {
  it("a HelmRelease of Flux", () => {
    const project = link({
      "kong.yaml": [
        "apiVersion: helm.toolkit.fluxcd.io/v2",
        "kind: HelmRelease",
        "metadata: {name: edge}",
        "spec:",
        "  chart: {spec: {chart: kong, version: 2.38.0}}",
        "  valuesFrom: [{kind: Secret, name: more}]",
        "  values:",
        "    env:",
        "      pg_port: 5432",
      ].join("\n"),
    });
    const [unit] = project.linked.units;
    expect(unit?.id).toBe("edge.spec.values");
    expect(unit?.absence.kind).toBe("open");
    expect(unit?.release?.release.version).toBe("3.6");
    expect(variables(project, unit?.id)).toMatchObject({ KONG_PG_PORT: "5432" });
  });

  it("an Application of Argo CD, with the places of the text in its block", () => {
    const text = [
      "apiVersion: argoproj.io/v1alpha1",
      "kind: Application",
      "metadata: {name: edge}",
      "spec:",
      "  source:",
      "    chart: kong",
      "    targetRevision: 2.52.0",
      "    helm:",
      "      parameters:",
      "      - {name: env.pg_host, value: db}",
      "      values: |",
      "        env:",
      "          pg_password: 12345678",
      "          log_level: loud # why",
    ].join("\n");
    const project = link({ "app.yaml": text });
    const id = project.linked.units[0]?.id;
    expect(variables(project, id)).toMatchObject({
      KONG_PG_PASSWORD: "1.2345678e+07",
      KONG_PG_HOST: "db",
      KONG_LOG_LEVEL: "loud",
    });
    expect(textAt(project, assignmentOf(project, "KONG_LOG_LEVEL", id).rawValueSpan)).toBe("loud");
  });
});

describe("edits", () => {
  const write = (
    text: string,
    edit: (project: ReturnType<typeof link>) => SemanticEdit,
  ): string | undefined => {
    const project = link({ "values.yaml": text });
    const written = helmFormat.write(edit(project), configUnit(unitIn(project), project.source), {
      source: (id) => project.files.source(id),
      escapeHash: true,
    });
    return written.kind === "cannot"
      ? undefined
      : applyEdits(
          text,
          written.changes.flatMap(({ edits }) => edits),
        );
  };

  it("a value is written in quotes", () => {
    const text = values("  pg_port: 5432 # c\n  log_level: 'info'\n");
    expect(
      write(text, (project) => ({
        kind: "set",
        assignment: assignmentOf(project, "KONG_PG_PORT"),
        value: "off",
      })),
    ).toBe(values("  pg_port: \"off\" # c\n  log_level: 'info'\n"));
  });

  it("a new setting goes below its neighbors", () => {
    expect(
      write(values("  pg_port: 5432\n"), () => ({
        kind: "insert",
        property: "pg_host",
        value: "db",
        after: undefined,
      })),
    ).toBe(values('  pg_port: 5432\n  pg_host: "db"\n'));
  });

  it("a renamed setting keeps its value, and a removed one takes its line along", () => {
    const text = values("  pg_port: 5432\n  log_level: info\n");
    expect(
      write(text, (project) => ({
        kind: "rename",
        assignment: assignmentOf(project, "KONG_PG_PORT"),
        property: "pg_host",
      })),
    ).toBe(values("  pg_host: 5432\n  log_level: info\n"));
    expect(
      write(text, (project) => ({ kind: "remove", assignment: assignmentOf(project, "KONG_PG_PORT") })),
    ).toBe(values("  log_level: info\n"));
  });

  it("what the chart sets has no text", () => {
    expect(
      write(values("  pg_port: 5432\n"), (project) => ({
        kind: "set",
        assignment: assignmentOf(project, "KONG_PROXY_LISTEN"),
        value: "off",
      })),
    ).toBeUndefined();
  });
});

describe("the cursor", () => {
  const at = (text: string) => {
    const offset = text.indexOf("|");
    const project = link({ "values.yaml": text.replace("|", "") });
    return helmFormat.cursor?.(project.source as never, project.linked.units, offset);
  };

  it("a key of `env` is completed as a property", () => {
    const cursor = at(values("  pg_port: 5432\n  log_|\n"));
    expect(cursor).toMatchObject({ kind: "name", typed: "log_" });
    expect(cursor?.kind === "name" ? cursor.spell("log_level", "info") : "").toBe('log_level: "info"');
  });

  it("a value is one in quotes", () => {
    const cursor = at(values("  log_level: in|\n"));
    expect(cursor).toMatchObject({ kind: "value", typed: "in" });
    expect(cursor?.kind === "value" ? cursor.spell("info") : "").toBe('"info"');
  });

  it("keys elsewhere are not Kong's", () => {
    expect(at("ingressController:\n  ena|\nenv:\n  log_level: info\n")).toEqual({ kind: "elsewhere" });
  });
});
