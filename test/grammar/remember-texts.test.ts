import { expect, test } from "vitest";
import { rememberTexts } from "../../grammar/text/remember-texts.ts";

function counted<Answer>(compute: (text: string) => Answer, most?: number) {
  const asked: string[] = [];
  const remembered = rememberTexts((text) => {
    asked.push(text);
    return compute(text);
  }, most);
  return { asked, remembered };
}

test("an answer is worked out once, also where it is undefined", () => {
  const { asked, remembered } = counted((text) => (text === "none" ? undefined : text.length));
  expect([remembered("abc"), remembered("abc"), remembered("none"), remembered("none")]).toEqual([
    3,
    3,
    undefined,
    undefined,
  ]);
  expect(asked).toEqual(["abc", "none"]);
});

test("more texts than are kept drop those that nobody asks for, and answers stay right", () => {
  const { asked, remembered } = counted((text) => text.toUpperCase(), 2);
  expect([..."abcadaeafb"].map(remembered)).toEqual([..."ABCADAEAFB"]);
  expect(asked.join("")).toBe("abcdefb");
});

test("long texts are answered and not kept", () => {
  const { asked, remembered } = counted((text) => text.length);
  const long = "x".repeat(501);
  expect([remembered(long), remembered(long)]).toEqual([501, 501]);
  expect(asked).toHaveLength(2);
});
