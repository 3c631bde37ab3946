import { expect, test } from "vitest";
import {
  memoizeBy,
  memoizeLast,
  memoizeObject,
  memoizeObjectText,
  memoizeText,
  once,
} from "../../grammar/text/memoize.ts";

function counted<Answer>(compute: (text: string) => Answer, most?: number) {
  const asked: string[] = [];
  const memoized = memoizeText((text: string) => {
    asked.push(text);
    return compute(text);
  }, most);
  return { asked, memoized };
}

test("an answer is worked out once, also where it is undefined", () => {
  const { asked, memoized } = counted((text) => (text === "none" ? undefined : text.length));
  expect([memoized("abc"), memoized("abc"), memoized("none"), memoized("none")]).toEqual([
    3,
    3,
    undefined,
    undefined,
  ]);
  expect(asked).toEqual(["abc", "none"]);
});

test("more texts than are kept drop those that nobody asks for, and answers stay right", () => {
  const { asked, memoized } = counted((text) => text.toUpperCase(), 2);
  expect([..."abcadaeafb"].map((text) => memoized(text))).toEqual([..."ABCADAEAFB"]);
  expect(asked.join("")).toBe("abcdefb");
});

test("long texts are answered and not kept", () => {
  const { asked, memoized } = counted((text) => text.length);
  const long = "x".repeat(501);
  expect([memoized(long), memoized(long)]).toEqual([501, 501]);
  expect(asked).toHaveLength(2);
});

test("a value without a subject is computed on the first call alone", () => {
  const asked: string[] = [];
  const value = once(() => void asked.push("asked"));
  expect(asked).toEqual([]);
  expect([value(), value()]).toEqual([undefined, undefined]);
  expect(asked).toHaveLength(1);
});

test("subjects with the same key have the same answer", () => {
  const answer = memoizeBy(
    ({ id }: { id: string; size: number }) => id,
    ({ size }) => ({ size }),
  );
  expect(answer({ id: "a", size: 1 })).toBe(answer({ id: "a", size: 2 }));
  expect(answer({ id: "b", size: 3 })).toEqual({ size: 3 });
});

test("each object has an answer of its own, with and without a text", () => {
  const asked: string[] = [];
  const ofObject = memoizeObject(({ name }: { name: string }) => {
    asked.push(name);
    return name === "none" ? undefined : name;
  });
  const [one, other] = [{ name: "none" }, { name: "other" }];
  expect([ofObject(one), ofObject(one), ofObject(other)]).toEqual([undefined, undefined, "other"]);
  const withText = memoizeObjectText(({ name }: { name: string }, text) => {
    asked.push(name + text);
    return name + text;
  });
  expect([withText(one, "a"), withText(other, "a"), withText(one, "a")]).toEqual([
    "nonea",
    "othera",
    "nonea",
  ]);
  expect(asked).toEqual(["none", "other", "nonea", "othera"]);
});

test("the last answers are kept, by all arguments", () => {
  const asked: string[] = [];
  const pair = memoizeLast((left: object, right: string) => {
    asked.push(right);
    return { left, right };
  }, 2);
  const subject = {};
  const first = pair(subject, "a");
  pair(subject, "b");
  expect(pair(subject, "a")).toBe(first);
  pair({}, "c");
  expect(pair(subject, "a")).not.toBe(first);
  expect(asked).toEqual(["a", "b", "c", "a"]);
});

test("arguments may be compared by what they hold", () => {
  const sum = memoizeLast(
    (numbers: readonly number[]) => ({ sum: numbers.reduce((total, each) => total + each, 0) }),
    1,
    ([former], [present]) => former.join() === present.join(),
  );
  const first = sum([1, 2]);
  expect(sum([1, 2])).toBe(first);
  expect(sum([1, 3])).toEqual({ sum: 4 });
});
