import type { Files } from "./git-folder.ts";

/** A repository before a request, and versions of one of its files, for the life cycle at every provider. */
export const SECRET = "kq7-Vw2!pass93";
export const KEPT = "# kong-lint: kong=oss@3.9\nadmin_listen = 127.0.0.1:8001\n";
const filler = Array.from({ length: 20 }, (_, at) => `# line ${at}\n`).join("");
export const BASE: Files = {
  "conf/kong.conf": `${KEPT}log_level = notice\n${filler}nginx_worker_processes = 2\n`,
  "other/kong.conf": `${KEPT}log_level = notice\n`,
  "README.md": "hello\n",
};
export const BROKEN = `${KEPT}log_level = notice\nproxy_listen = 0.0.0.0:8000 sll\ndatabase = postgress\npg_password = ${SECRET}\n${filler}nginx_worker_processes = 2\n`;
export const MENDED = BROKEN.replace(" sll", "");
