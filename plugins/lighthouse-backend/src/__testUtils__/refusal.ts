/**
 * Status and code of a refusal.
 *
 * @throws unless it has a sentence for a person, and another that says what to do
 */
export function refusal(answer: {
  status: number;
  body: any;
}): [status: number, code: any] {
  const { error } = answer.body;
  expect(error.message).toMatch(/^\S.*\S$/s);
  expect(error.remedy).toMatch(/\.$/);
  return [answer.status, error.code];
}
