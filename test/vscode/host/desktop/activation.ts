import { join } from "node:path";
import { languages, window, workspace } from "vscode";
import { api, extension } from "../extension.ts";
import { equal, figure, findings, holds, openFile, place, test, until } from "../harness.ts";

const NGINX = `worker_processes 1;
events {
    worker_connections 1024;
}
http {
    server {
        listen 80;
    }
}
`;

test("sleeps while no file of Kong's is open", async () => {
  await openFile("notes.txt", "pg_port = 5432\n");
  await openFile("nginx.conf", NGINX);
  await openFile("nginx-kong.conf", NGINX);
  await new Promise((resolve) => setTimeout(resolve, 500));
  equal(extension().isActive, false, "the extension is active");
});

test("is loaded and activated", async () => {
  const began = performance.now();
  await extension().activate();
  figure("activation, with all that the editor does for it", `${Math.round(performance.now() - began)} ms`);
  // A second copy of its script, to measure what loading it takes.
  const script = join(extension().extensionPath, "dist/extension.cjs");
  const loaded = require.cache[script];
  delete require.cache[script];
  const loading = performance.now();
  require(script);
  figure("activation, loading the script", `${(performance.now() - loading).toFixed(1)} ms`);
  require.cache[script] = loaded;
  figure("activation, running it", `${api().activationTime.toFixed(1)} ms`);
});

test("starts with a file of nginx that is named like one of Kong's, and leaves it alone", async () => {
  const document = await openFile("kong-nginx.conf", NGINX);
  await until(
    () =>
      workspace.textDocuments.find(({ uri }) => uri.path === document.uri.path)?.languageId !== "kong-conf",
    "another language",
  );
  equal(api().serverProcess(), undefined, "the server's process");
  equal(languages.getDiagnostics(document.uri), []);
});

test("starts no server for files in which Kong may be, and is not", async () => {
  await openFile("others/compose.yaml", "services:\n  web:\n    image: nginx:1.27\n");
  await openFile("others/Dockerfile", "FROM nginx:1.27\n");
  await openFile("others/README.md", "# Kong\n\nA page about Kong.\n");
  await openFile("others/run.sh", "#!/bin/sh\ndocker run nginx:1.27\n");
  await new Promise((resolve) => setTimeout(resolve, 500));
  equal(api().serverProcess(), undefined, "the server's process");
});

test("takes a file for Kong's by its name", async () => {
  for (const name of ["kong.conf", "kong.conf.default", "gateway.kong.conf", "kong-dev.conf"])
    equal((await openFile(`names/${name}`, "pg_port = 5432\n")).languageId, "kong-conf", name);
  for (const name of ["mykong.conf", "hong.conf", "kong.txt"])
    holds((await openFile(`names/${name}`, "pg_port = 5432\n")).languageId !== "kong-conf", name);
});

test("takes a file for Kong's by its first line", async () => {
  const first = await openFile("names/gateway.settings", "# Kong configuration file\npg_prt = 5432\n");
  equal(first.languageId, "kong-conf");
  await findings(first.uri, ["schema/unknown-property"]);
  const second = await openFile("names/other.settings", "# kong-lint: kong=3.9\n");
  equal(second.languageId, "kong-conf");
});

test("finds what is wrong in a kong.conf, and says nothing about others", async () => {
  const document = await openFile(
    "kong.conf",
    "# kong-lint: kong=3.9\npg_prt = 5432\ndatabase = postgress\nanonymous_reports = yes\n",
  );
  await findings(document.uri, ["schema/unknown-property", "schema/enum-value", "schema/boolean-value"]);
  holds(api().serverProcess() !== undefined, "the server has a process");
  for (const name of ["notes.txt", "nginx.conf", "nginx-kong.conf", "kong-nginx.conf", "names/kong.txt"])
    equal(languages.getDiagnostics(place(name)), [], name);
  equal(window.activeTextEditor?.document.uri.path, document.uri.path);
});
