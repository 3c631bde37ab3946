import { describe, expect, it } from "vitest";
import { applyEdits } from "../../../grammar/text/text-edit.ts";
import { helmCommands } from "../../../server/formats/helm/helm-commands.ts";
import { effectiveAssignments } from "../../../server/formats/shared/effective.ts";
import { shellFormat } from "../../../server/formats/shell/format.ts";
import { configUnit, type LinkedUnit } from "../../../server/model/config-unit.ts";
import type { SemanticEdit } from "../../../server/model/semantic-edit.ts";
import { SourceDocument } from "../../../server/model/source-document.ts";
import { textOf } from "../../../server/model/value.ts";
import { Files } from "../judge-case.ts";

const format = shellFormat([helmCommands]);

/** What a script with files beside it starts. */
function linked(text: string, files: Readonly<Record<string, string>> = {}) {
  const beside = new Files(files);
  const source = format.parse(new SourceDocument("install.sh", text));
  const result = format.link(source, { surroundings: {}, resolve: beside.resolve, list: beside.list });
  return { source, text, beside, ...result };
}

function unitOf({ units: [unit] }: ReturnType<typeof linked>): LinkedUnit {
  if (unit === undefined) throw new Error("no unit");
  return unit;
}

/** The variable of the first release; `?` where it is known at run time only. */
function variable(made: ReturnType<typeof linked>, name: string): string | undefined {
  const value = effectiveAssignments(unitOf(made)).get(name)?.value;
  return value?.kind === "text" ? (textOf(value) ?? "?") : undefined;
}

function edited(made: ReturnType<typeof linked>, edit: SemanticEdit): string | undefined {
  const written = format.write(edit, configUnit(unitOf(made), made.source), {
    source: (id) => (id === made.source.document.path ? made.source : made.beside.source(id)),
    escapeHash: true,
  });
  return written.kind === "edits" ? applyEdits(made.text, written.changes[0]?.edits ?? []) : undefined;
}

describe("commands that install a chart of Kong", () => {
  it.each([
    ["helm install edge kong/kong", ["helm.edge"]],
    ["helm -n kong upgrade --install edge kong/kong", ["helm.edge"]],
    ["helm install kong/kong --generate-name", ["helm.kong"]],
    ["sudo helm template x oci://registry.example.com/charts/kong | kubectl apply -f -", ["helm.x"]],
    ["helm install gw ingress --repo https://charts.konghq.com", ["helm.gw.gateway"]],
    ["if x; then helm install a kong/kong; else helm install a kong/kong; fi", ["helm.a", "helm.a#2"]],
    ["helm install k bitnami/kong --set kong.env.log_level=info", []],
    ["helm install nginx ingress-nginx/ingress-nginx", []],
    ["helm uninstall kong", []],
    ["helm repo add kong https://charts.konghq.com", []],
    ["echo helm install edge kong/kong", []],
    ["# helm install edge kong/kong", []],
  ])("%s", (text, ids) => {
    expect(linked(text).units.map(({ id }) => id)).toEqual(ids);
  });
});

describe("values of a command", () => {
  it.each([
    ["--set env.log_level=debug", "KONG_LOG_LEVEL", "debug"],
    ["--set=env.log_level=debug", "KONG_LOG_LEVEL", "debug"],
    ["--set 'env.a=1,env.plugins=bundled\\,oidc'", "KONG_PLUGINS", "bundled,oidc"],
    ["--set env.pg_timeout=12345678", "KONG_PG_TIMEOUT", "12345678"],
    ["--set env.real_ip_recursive=true", "KONG_REAL_IP_RECURSIVE", "true"],
    ["--set-string env.pg_port=05432", "KONG_PG_PORT", "05432"],
    ["--set env.pg_host=a --set env.pg_host=b", "KONG_PG_HOST", "b"],
    ["--set-string env.pg_host=s --set env.pg_host=b", "KONG_PG_HOST", "s"],
    ["--set env.pg_password=$PASSWORD", "KONG_PG_PASSWORD", "?"],
    ["--set env.pg_host=db-$STAGE.internal", "KONG_PG_HOST", "?"],
    ["--set-file env.cluster_cert=./cert.pem", "KONG_CLUSTER_CERT", "?"],
    ["--set proxy.http.containerPort=9000", "KONG_PORT_MAPS", "80:9000, 443:8443"],
    ["--version 2.8.0", "KONG_ADMIN_LISTEN", "127.0.0.1:8444 http2 ssl"],
  ])("%s", (words, name, text) => {
    expect(variable(linked(`helm install edge kong/kong ${words}\n`), name)).toBe(text);
  });

  it("a variable of the script is its text", () => {
    expect(variable(linked('H=db\nhelm install k kong/kong --set env.pg_host="$H"'), "KONG_PG_HOST")).toBe(
      "db",
    );
  });

  it("lie above those of the files, which lie above each other in order", () => {
    const made = linked(
      "helm install k kong/kong -f a.yaml --values b.yaml,c.yaml --set env.log_level=crit",
      {
        "a.yaml": "env: {pg_host: a, pg_user: a, pg_database: a, log_level: info}\n",
        "b.yaml": "env: {pg_host: b, pg_user: b}\n",
        "c.yaml": "env: {pg_host: c}\n",
      },
    );
    const names = ["KONG_PG_DATABASE", "KONG_PG_USER", "KONG_PG_HOST", "KONG_LOG_LEVEL"];
    expect(names.map((name) => variable(made, name))).toEqual(["a", "b", "c", "crit"]);
    expect(unitOf(made).draws).toEqual(["install.sh", "a.yaml", "b.yaml", "c.yaml"]);
    expect(unitOf(made).absence.kind).toBe("closed");
  });

  it("a chart in a folder has values of its own, and tells the key of Kong's", () => {
    const made = linked("helm install shop ./chart -f prod.yaml", {
      "chart/Chart.yaml":
        'apiVersion: v2\nname: shop\nversion: 1.0.0\ndependencies:\n- name: kong\n  version: "2.16.0"\n  repository: https://charts.konghq.com\n',
      "chart/values.yaml": "kong: {env: {pg_host: own, log_level: info}}\n",
      "prod.yaml": "kong: {env: {log_level: debug}}\n",
    });
    expect(variable(made, "KONG_PG_HOST")).toBe("own");
    expect(variable(made, "KONG_LOG_LEVEL")).toBe("debug");
    expect(unitOf(made).release?.release).toMatchObject({ version: "3.1" });
  });

  it.each([
    ["a file that is not there", "-f missing.yaml"],
    ["a file with a name of the run", '-f "$STAGE.yaml"'],
    ["values of an earlier call", "--reuse-values"],
    ["JSON", `--set-json 'env={"pg_host":"db"}'`],
    ["a key of the run", "--set env.$NAME=x"],
  ])("%s leaves the process open", (_, words) => {
    expect(unitOf(linked(`helm upgrade edge kong/kong ${words}`)).absence.kind).toBe("open");
  });

  it("a comma that is no separator makes Helm stop", () => {
    const { problems } = linked("helm install k kong/kong --set env.plugins=bundled,oidc");
    expect(problems.map(({ kind, refuses, before }) => [kind, refuses, before])).toEqual([
      ["refused", true, "env.plugins=bundled,oidc"],
    ]);
  });
});

describe("edits of a command", () => {
  const assignment = (made: ReturnType<typeof linked>, name: string) => {
    const found = unitOf(made).assignments.findLast(({ variable: each }) => each === name);
    if (found === undefined) throw new Error(`no ${name}`);
    return found;
  };

  it.each([
    ["--set env.log_level=verbose", "--set env.log_level=debug"],
    ["--set 'env.log_level=verbose,env.pg_port=1'", "--set 'env.log_level=debug,env.pg_port=1'"],
    ['--set env.log_level="$LEVEL" --wait', '--set env.log_level="debug" --wait'],
    ['--set "env.log_level=$LEVEL,env.pg_port=1"', '--set "env.log_level=debug,env.pg_port=1"'],
  ])("set in %s", (words, wanted) => {
    const made = linked(`LEVEL=verbose\nhelm install k kong/kong ${words}\n`);
    const edit = { kind: "set", assignment: assignment(made, "KONG_LOG_LEVEL"), value: "debug" } as const;
    expect(edited(made, edit)).toBe(`LEVEL=verbose\nhelm install k kong/kong ${wanted}\n`);
  });

  it("a comma in a value is escaped", () => {
    const made = linked("helm install k kong/kong --set env.plugins=bundled\n");
    const edit = {
      kind: "set",
      assignment: assignment(made, "KONG_PLUGINS"),
      value: "bundled,oidc",
    } as const;
    const text = edited(made, edit) ?? "";
    expect(variable(linked(text), "KONG_PLUGINS")).toBe("bundled,oidc");
  });

  it("removes a value with its option, and not one of several", () => {
    const alone = linked("helm install k kong/kong --set env.log_level=info --wait\n");
    const several = linked("helm install k kong/kong --set env.log_level=info,env.pg_port=1\n");
    const remove = (made: typeof alone) =>
      edited(made, { kind: "remove", assignment: assignment(made, "KONG_LOG_LEVEL") });
    expect(remove(alone)).toBe("helm install k kong/kong --wait\n");
    expect(remove(several)).toBeUndefined();
  });

  it("renames the last key, and inserts beside a value", () => {
    const made = linked("helm install k kong/kong \\\n  --set kong.env.x=1 \\\n  --set env.log_levl=info\n");
    const wrong = assignment(made, "KONG_LOG_LEVL");
    expect(edited(made, { kind: "rename", assignment: wrong, property: "log_level" })).toContain(
      "env.log_level=info",
    );
    expect(edited(made, { kind: "insert", property: "plugins", value: "a,b", after: wrong })).toContain(
      "env.log_levl=info \\\n  --set-string 'env.plugins=a\\,b'\n",
    );
  });
});

describe("`kubectl set env`", () => {
  it.each([
    ["kubectl set env deployment/kong KONG_LOG_LEVEL=debug", "debug"],
    ["kubectl -n kong set env deploy kong -c proxy KONG_LOG_LEVEL=debug KONG_PREFIX-", "debug"],
    ['oc set env dc/kong -e "KONG_LOG_LEVEL=$LEVEL"', "?"],
    ["kubectl set env deployment/kong --from=secret/kong", undefined],
    ["kubectl set env deployment/konga KONG_ADMIN_URL=x", undefined],
    ["kubectl set image deployment/kong proxy=kong:3.9 KONG_LOG_LEVEL=debug", undefined],
    ["kubectl exec deploy/kong -- set env KONG_LOG_LEVEL=debug", undefined],
  ])("%s", (text, value) => {
    const made = linked(text);
    if (value === undefined) expect(made.units).toEqual([]);
    else expect(variable(made, "KONG_LOG_LEVEL")).toBe(value);
  });

  it("several commands set variables of one workload", () => {
    const made = linked(
      "kubectl set env deploy/kong KONG_LOG_LEVEL=info\nkubectl set env deploy/kong KONG_LOG_LEVEL=debug KONG_PREFIX=/k\n",
    );
    expect(made.units).toHaveLength(1);
    expect([variable(made, "KONG_LOG_LEVEL"), variable(made, "KONG_PREFIX")]).toEqual(["debug", "/k"]);
  });

  it("changes and removes its variables", () => {
    const made = linked("kubectl set env deploy/kong KONG_LOG_LEVEL=info KONG_PREFIX=/k\n");
    const [level] = unitOf(made).assignments;
    if (level === undefined) throw new Error("no assignment");
    expect(edited(made, { kind: "set", assignment: level, value: "debug" })).toContain(
      "KONG_LOG_LEVEL=debug KONG",
    );
    expect(edited(made, { kind: "remove", assignment: level })).toBe(
      "kubectl set env deploy/kong KONG_PREFIX=/k\n",
    );
    expect(edited(made, { kind: "insert", property: "plugins", value: "bundled", after: level })).toContain(
      "KONG_LOG_LEVEL=info KONG_PLUGINS=bundled KONG_PREFIX",
    );
  });
});
