import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { folderWith, kongLint } from "./run-cli.ts";

type Files = Readonly<Record<string, string>>;

/** What a run over a folder finds that depends on how Kong is run. */
async function found(files: Files, ...operands: readonly string[]): Promise<readonly string[]> {
  const folder = folderWith({ ".git/HEAD": "", ...files });
  const argv = operands.length === 0 ? ["."] : operands;
  const { stdout, code, stderr } = await kongLint(folder, ["--format", "json", ...argv]);
  if (code > 1) throw new Error(stderr);
  const report: { files: { path: string; findings: { rule: string }[] }[] } = JSON.parse(stdout);
  return report.files.flatMap(({ path, findings }) =>
    findings
      .filter(({ rule }) => /admin-|on-loopback|loopback-in-container/.test(rule))
      .map(({ rule }) => `${path} ${rule}`),
  );
}

const ENV = "KONG_DATABASE=off\nKONG_DECLARATIVE_CONFIG=/kong/kong.yml\nKONG_ADMIN_LISTEN=0.0.0.0:8001\n";
const CONF = "database = off\ndeclarative_config = /kong/kong.yml\nadmin_listen = 0.0.0.0:8001\n";
const compose = (rest: string, file = "env_file: kong.env") =>
  `services:\n  kong:\n    image: kong:3.7\n    ${file}\n${rest}`;
const LOOPBACK = '    ports: ["8000:8000", "127.0.0.1:8001:8001"]\n';
const OPEN = '    ports: ["8001:8001"]\n';
const HOST = "    network_mode: host\n";
const MOUNT = 'volumes: ["./kong.conf:/etc/kong/kong.conf", "./kong:/kong"]';

describe("settings in a file of their own, for a container of another file", () => {
  test.each<[string, Files, readonly string[]]>([
    ["published on loopback", { "compose.yaml": compose(LOOPBACK), "kong.env": ENV }, []],
    [
      "published",
      { "compose.yaml": compose(OPEN), "kong.env": ENV },
      ["compose.yaml deployment/admin-published"],
    ],
    [
      "on the network of the host",
      { "compose.yaml": compose(HOST), "kong.env": ENV },
      ["kong.env security/admin-listen-public"],
    ],
    ["a kong.conf that is mounted", { "compose.yaml": compose(LOOPBACK, MOUNT), "kong.conf": CONF }, []],
    [
      "a file in a folder below",
      { "compose.yaml": compose(LOOPBACK, "env_file: env/kong.env"), "env/kong.env": ENV },
      [],
    ],
    [
      "a file in another folder",
      { "deploy/compose.yaml": compose(LOOPBACK, "env_file: ../env/kong.env"), "env/kong.env": ENV },
      [],
    ],
    [
      "a script",
      {
        "run.sh": "docker run --env-file kong.env -v ./kong:/kong -p 8000:8000 kong:3.7\n",
        "kong.env": ENV,
      },
      [],
    ],
    [
      "only for migrations",
      { "compose.yaml": compose("    command: kong migrations up\n"), "kong.env": ENV },
      [],
    ],
    [
      "for two, one of which is on the network of the host",
      { "compose.yaml": compose(LOOPBACK), "compose.host.yaml": compose(HOST), "kong.env": ENV },
      ["kong.env security/admin-listen-public"],
    ],
    ["for nobody that is known", { "kong.env": ENV }, ["kong.env security/admin-listen-public"]],
    [
      "beside a container that does not have them",
      { "compose.yaml": compose("", "environment: {KONG_DATABASE: 'off'}"), "kong.env": ENV },
      ["kong.env security/admin-listen-public"],
    ],
  ])("%s", async (_, files, expected) => {
    const listed = await found(files);
    expect(listed.filter((each) => each.includes("admin"))).toEqual(expected);
    expect(listed.filter((each) => each.includes("on-loopback"))).toEqual([]);
  });

  test("also where only the file is named, and where the release is said", async () => {
    const files = { "compose.yaml": compose(LOOPBACK), "kong.env": ENV };
    expect(await found(files, "kong.env")).toEqual([]);
    expect(await found(files, "--kong-version", "3.4", "kong.env")).toEqual([]);
  });

  test("a fix does not take the port away", async () => {
    const folder = folderWith({ ".git/HEAD": "", "compose.yaml": compose(LOOPBACK), "kong.env": ENV });
    await kongLint(folder, ["--fix", "--unsafe-fixes", "."]);
    expect(readFileSync(join(folder, "kong.env"), "utf8")).toBe(ENV);
  });

  test("the loopback address of the host is not that of a container", async () => {
    const env = "KONG_PG_HOST=127.0.0.1\n";
    const rule = "kong.env datastore/pg-host-loopback-in-container";
    const run = (rest: string) => found({ "compose.yaml": compose(rest), "kong.env": env });
    expect(await run("")).toContain(rule);
    expect(await run(HOST)).not.toContain(rule);
  });
});

describe("manifests of Kubernetes", () => {
  const container = (name: string, more: string) =>
    `        - name: ${name}\n          image: kong:3.7\n          ${more}\n`;
  const deployment = (containers: string, volumes = "") =>
    `apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: kong}\nspec:\n  template:\n    metadata: {labels: {app: kong}}\n    spec:\n${containers}${volumes}---\napiVersion: v1\nkind: Service\nmetadata: {name: kong}\nspec:\n  type: LoadBalancer\n  selector: {app: kong}\n  ports:\n    - {port: 8001}\n`;
  const secret =
    "apiVersion: v1\nkind: Secret\nmetadata: {name: env}\nstringData:\n  KONG_DATABASE: postgres\n  KONG_PG_HOST: pg\n  KONG_ADMIN_LISTEN: 0.0.0.0:8001\n";
  const from = "envFrom: [{secretRef: {name: env}}]";

  test.each([
    ["migrates", 'command: ["kong", "migrations", "bootstrap"]'],
    ["waits", 'command: ["sh", "-c", "until nc -z pg 5432; do sleep 1; done"]'],
  ])("an init container that %s shares the settings", async (_, command) => {
    const text = deployment(
      `      initContainers:\n${container("init", `${command}\n          ${from}`)}      containers:\n${container("kong", from)}`,
    );
    const expected = ["deployment.yaml deployment/admin-published"];
    expect(await found({ "deployment.yaml": text, "secret.yaml": secret })).toEqual(expected);
    expect(await found({ "deployment.yaml": `${text}---\n${secret}` })).toEqual(expected);
  });

  test("a kong.conf in a ConfigMap of its own", async () => {
    const conf = `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: conf}\ndata:\n  kong.conf: |\n${CONF.replace(/^(?=.)/gm, "    ")}`;
    const text = deployment(
      `      containers:\n${container("kong", "volumeMounts: [{name: c, mountPath: /etc/kong}]")}`,
      "      volumes: [{name: c, configMap: {name: conf}}]\n",
    );
    expect(await found({ "deployment.yaml": text, "conf.yaml": conf })).toEqual([
      "deployment.yaml deployment/admin-published",
    ]);
    expect(await found({ "conf.yaml": conf }, "conf.yaml")).toEqual([
      "conf.yaml security/admin-listen-public",
    ]);
  });
});

describe("the release of settings in a file of their own", () => {
  const cassandra = "KONG_DATABASE=cassandra\nKONG_CASSANDRA_CONTACT_POINTS=c1,c2\nKONG_LOG_LEVEL=notice\n";
  const run = async (image: string, more: Files = {}) => {
    const folder = folderWith({
      ".git/HEAD": "",
      "compose.yaml": compose("", "env_file: kong.env").replace("kong:3.7", image),
      "kong.env": cassandra,
      ...more,
    });
    const { stdout } = await kongLint(folder, ["--format", "json", "."]);
    type File = { path: string; release: { version: string }; findings: { message: string }[] };
    const { files }: { files: File[] } = JSON.parse(stdout);
    const file = files.find(({ path }) => path === "kong.env");
    const said = (file?.findings ?? []).flatMap(({ message }) => message.match(/^Kong \d\S+/) ?? []);
    return { header: `Kong ${file?.release.version}`, said: [...new Set(said)] };
  };

  test("is the newest where the image has no tag of a release, whatever their names suggest", async () => {
    for (const image of ["kong:latest", "kong"]) {
      const { header, said } = await run(image);
      expect(said).toEqual([header]);
      expect(header).toBe("Kong 3.9.3");
    }
  });

  test("is guessed from their names where nobody knows the image", async () => {
    expect((await run("kong:$" + "{TAG}")).header).toBe("Kong 3.3.1");
  });
});

describe("outside of a repository", () => {
  const files = {
    "pkg/docker-compose.yml":
      'services:\n  kong:\n    image: kong:2.8\n    volumes: ["./kong/kong.conf:/etc/kong/kong.conf"]\n',
    "pkg/deploy/compose.yaml":
      'services:\n  kong:\n    image: kong:2.8\n    volumes: ["../conf/kong.conf:/etc/kong/kong.conf"]\n',
    "pkg/kong/kong.conf": "worker_consistency = strict\nlua_ssl_protocols = TLSv1.2\n",
    "pkg/conf/kong.conf": "worker_consistency = strict\nlua_ssl_protocols = TLSv1.2\n",
    "other/README.md": "nothing\n",
  };

  /** The versions for which the files of the package are linted, and what is said of files that are not read. */
  const versions = async (cwd: string, ...operands: readonly string[]) => {
    const { stdout, stderr } = await kongLint(join(folderWith(files), cwd), [
      "--format",
      "json",
      ...operands,
    ]);
    type File = { path: string; release: { version: string } };
    const report: { files: File[] } = JSON.parse(stdout);
    return { stderr, versions: [...new Set(report.files.map(({ release }) => release.version))] };
  };

  test.each([
    ["its own folder", "pkg", ["."]],
    ["no folder", "pkg", []],
    ["a folder above", ".", ["pkg"]],
    ["a folder elsewhere", "other", ["../pkg"]],
    ["a file of the working folder", "pkg", ["kong/kong.conf"]],
  ])("all below the folder of a run belongs together: %s", async (_, cwd, operands) => {
    expect(await versions(cwd, ...operands)).toEqual({ stderr: "", versions: ["2.8.5"] });
  });
});
