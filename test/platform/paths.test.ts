import { posix } from "node:path";
import { describe, expect, test } from "vitest";
import {
  baseName,
  isInside,
  joinPath,
  normalizePath,
  parentFolder,
  relativePath,
} from "../../server/platform/paths.ts";
import fc from "../fast-check.ts";

const part = fc.constantFrom("a", "b", "conf", ".", "..", "", "kong.conf");
const absolute = fc.array(part, { maxLength: 6 }).map((parts) => `/${parts.join("/")}`);

describe("paths agree with POSIX", () => {
  test("joining and normalising", () => {
    fc.assert(
      fc.property(absolute, fc.array(part, { minLength: 1, maxLength: 5 }), (base, parts) => {
        const way = parts.join("/");
        expect(joinPath(base, way)).toBe(posix.resolve(base, way.replace(/^\/+/, "/")));
      }),
    );
  });

  test("the way from one folder to another", () => {
    fc.assert(
      fc.property(absolute, absolute, (from, to) => {
        expect(relativePath(from, to)).toBe(posix.relative(from, to) || ".");
        expect(joinPath(from, relativePath(from, to))).toBe(
          posix.normalize(`${to}/`).replace(/(.)\/$/, "$1"),
        );
      }),
    );
  });
});

test("a drive is a root of its own", () => {
  expect(normalizePath("C:/kong/../etc/./x")).toBe("C:/etc/x");
  expect(parentFolder("C:/")).toBe("C:/");
  expect(joinPath("C:/kong", "D:/x")).toBe("D:/x");
  expect(relativePath("C:/a", "D:/b")).toBe("D:/b");
});

test("inside means the folder or below it", () => {
  expect(isInside("/a/b", "/a/b")).toBe(true);
  expect(isInside("/a/b", "/a/b/c")).toBe(true);
  expect(isInside("/a/b", "/a/bc")).toBe(false);
  expect(isInside("/a/b", "/a")).toBe(false);
  expect(baseName("/etc/kong/kong.conf")).toBe("kong.conf");
});
